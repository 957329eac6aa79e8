using System.Security.Cryptography;
using HzFunctions.CityBrain.Envelope.Engines;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>A sender's or the platform's public key. Shared by all threads; needs no disposal.</summary>
public sealed class PublicKey
{
    private readonly IPublicKeyOperation _operation;

    internal PublicKey(RSAParameters parameters, RsaEngine engine)
    {
        ModulusBytes = parameters.Modulus!.Length;
        var half = new RSAParameters { Modulus = parameters.Modulus, Exponent = parameters.Exponent };
        _operation = engine == RsaEngine.BouncyCastle ? new BouncyCastlePublicKey(half)
            : OpenSslLibrary.IsUsable ? new OpenSslPublicKey(half)
            : throw new PlatformNotSupportedException("This process has not loaded OpenSSL 3.");
    }

    /// <summary>The length of the modulus, and so of a block and of a signature, in bytes.</summary>
    public int ModulusBytes { get; }

    /// <summary>Loads a key into the fastest engine of this host.</summary>
    /// <param name="pemOrBase64">PEM (SubjectPublicKeyInfo or PKCS#1) or bare Base64 SubjectPublicKeyInfo; 1024 to 4096 bits.</param>
    /// <exception cref="InvalidKeyException">The text is no such key.</exception>
    public static PublicKey Load(string pemOrBase64) => Load(pemOrBase64, RsaEngines.Preferred);

    /// <summary>Loads a key into the given engine.</summary>
    /// <inheritdoc cref="Load(string)"/>
    public static PublicKey Load(string pemOrBase64, RsaEngine engine) => new(KeyParameters.ReadPublic(pemOrBase64), engine);

    /// <summary>The public half of a private key, for proving at start that what it seals can be opened.</summary>
    /// <param name="pemOrBase64Pkcs8">As for <see cref="PrivateKeys.Load(string)"/>.</param>
    /// <exception cref="InvalidKeyException">The text is no such key.</exception>
    public static PublicKey OfPrivateKey(string pemOrBase64Pkcs8)
    {
        var parameters = KeyParameters.ReadPrivate(pemOrBase64Pkcs8);
        KeyParameters.Clear(parameters);
        return new PublicKey(parameters, RsaEngines.Preferred);
    }

    /// <summary>Whether <paramref name="signature"/> was made over <paramref name="message"/> with the private half of this key.</summary>
    public bool Verify(SignatureHash hash, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        TryRecover(signature, stackalloc byte[ModulusBytes], out var digestInfo)
        && CryptographicOperations.FixedTimeEquals(digestInfo, DigestInfo.Of(hash, message));

    /// <summary>Opens one block. <paramref name="data"/> lies in <paramref name="buffer"/>, which is as long as the modulus.</summary>
    internal bool TryRecover(ReadOnlySpan<byte> block, Span<byte> buffer, out ReadOnlySpan<byte> data)
    {
        data = default;
        return block.Length == ModulusBytes && _operation.TryApply(block, buffer) && TypeOnePadding.TryStrip(buffer, out data);
    }

    /// <summary>Pads <paramref name="data"/> by type 2 and ciphers it, so that only the private half opens it.</summary>
    internal void Encrypt(ReadOnlySpan<byte> data, Span<byte> block)
    {
        Span<byte> padded = stackalloc byte[ModulusBytes];
        TypeTwoPadding.Write(data, padded);
        if (!_operation.TryApply(padded, block))
        {
            throw new InvalidOperationException("The public key could not be applied.");
        }
    }
}
