using System.Numerics;
using System.Security.Cryptography;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>Reads and checks the numbers of an RSA key before any engine gets to see them.</summary>
internal static class KeyParameters
{
    private const int SmallestModulusBits = 1024;
    private const int LargestModulusBits = 4096;

    // OpenSSL refuses larger exponents with large moduli; a foreign key with one would also cost more work than it deserves.
    private const int LargestExponentBytes = 8;

    /// <summary>The numbers of a private key; the caller clears them with <see cref="Clear"/>.</summary>
    public static RSAParameters ReadPrivate(string pemOrBase64)
    {
        var text = KeyText.Read(pemOrBase64);
        try
        {
            using var rsa = RSA.Create();
            var read = text.Label switch
            {
                null or "PRIVATE KEY" => ImportPkcs8(rsa, text.Der),
                "RSA PRIVATE KEY" => ImportPkcs1(rsa, text.Der),
                "ENCRYPTED PRIVATE KEY" => throw new InvalidKeyException("The private key is encrypted; store it decrypted."),
                var label => throw new InvalidKeyException($"PEM of the kind '{label}' holds no RSA private key."),
            };
            CheckNothingFollows(read, text.Der);
            return Checked(rsa.ExportParameters(includePrivateParameters: true));
        }
        catch (CryptographicException exception)
        {
            throw new InvalidKeyException("The text holds no RSA private key in PKCS#8 or PKCS#1.", exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text.Der);
        }
    }

    /// <summary>The numbers of a public key.</summary>
    public static RSAParameters ReadPublic(string pemOrBase64)
    {
        var text = KeyText.Read(pemOrBase64);
        try
        {
            using var rsa = RSA.Create();
            var read = text.Label switch
            {
                null or "PUBLIC KEY" => ImportSubjectPublicKeyInfo(rsa, text.Der),
                "RSA PUBLIC KEY" => ImportRsaPublicKey(rsa, text.Der),
                var label => throw new InvalidKeyException($"PEM of the kind '{label}' holds no RSA public key."),
            };
            CheckNothingFollows(read, text.Der);
            return Checked(rsa.ExportParameters(includePrivateParameters: false));
        }
        catch (CryptographicException exception)
        {
            throw new InvalidKeyException("The text holds no RSA public key in SubjectPublicKeyInfo or PKCS#1.", exception);
        }
    }

    public static void Clear(RSAParameters parameters)
    {
        foreach (var secret in new[] { parameters.D, parameters.P, parameters.Q, parameters.DP, parameters.DQ, parameters.InverseQ })
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static int ImportPkcs8(RSA rsa, byte[] der)
    {
        rsa.ImportPkcs8PrivateKey(der, out var read);
        return read;
    }

    private static int ImportPkcs1(RSA rsa, byte[] der)
    {
        rsa.ImportRSAPrivateKey(der, out var read);
        return read;
    }

    private static int ImportSubjectPublicKeyInfo(RSA rsa, byte[] der)
    {
        rsa.ImportSubjectPublicKeyInfo(der, out var read);
        return read;
    }

    private static int ImportRsaPublicKey(RSA rsa, byte[] der)
    {
        rsa.ImportRSAPublicKey(der, out var read);
        return read;
    }

    private static void CheckNothingFollows(int read, byte[] der)
    {
        if (read != der.Length)
        {
            throw new InvalidKeyException("Something follows the key in its text.");
        }
    }

    private static RSAParameters Checked(RSAParameters parameters)
    {
        var modulus = new BigInteger(parameters.Modulus, isUnsigned: true, isBigEndian: true);
        var bits = modulus.GetBitLength();
        if (bits is < SmallestModulusBits or > LargestModulusBits)
        {
            throw new InvalidKeyException($"The key has {bits} bits; {SmallestModulusBits} to {LargestModulusBits} are accepted.");
        }

        var exponent = new BigInteger(parameters.Exponent, isUnsigned: true, isBigEndian: true);
        if (modulus.IsEven || exponent.IsEven || exponent < 3 || exponent.GetByteCount(isUnsigned: true) > LargestExponentBytes)
        {
            throw new InvalidKeyException("The key's modulus or public exponent is no number for RSA.");
        }

        return parameters;
    }
}
