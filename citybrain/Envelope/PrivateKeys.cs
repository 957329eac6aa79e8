using System.Security.Cryptography;
using HzFunctions.CityBrain.Envelope.Engines;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>Loads private keys into this process.</summary>
/// <remarks>
/// A loaded key is meant to be kept and shared by all threads: parsing costs more than using it. It needs no disposal: native memory is
/// held by a handle that is released with the last user, so that a rotation may simply drop the old key while calls still use it.
/// </remarks>
public static class PrivateKeys
{
    /// <summary>Loads a key into the fastest engine of this host.</summary>
    /// <param name="pemOrBase64Pkcs8">PEM (PKCS#8 or PKCS#1), or Base64 PKCS#8 as the platform issues it; 1024 to 4096 bits.</param>
    /// <exception cref="InvalidKeyException">The text is no such key.</exception>
    public static IPrivateKeyOperation Load(string pemOrBase64Pkcs8) => Load(pemOrBase64Pkcs8, RsaEngines.Preferred);

    /// <summary>Loads a key into the given engine.</summary>
    /// <inheritdoc cref="Load(string)"/>
    public static IPrivateKeyOperation Load(string pemOrBase64Pkcs8, RsaEngine engine)
    {
        var parameters = KeyParameters.ReadPrivate(pemOrBase64Pkcs8);
        try
        {
            return Create(parameters, engine);
        }
        finally
        {
            KeyParameters.Clear(parameters);
        }
    }

    private static LocalPrivateKey Create(RSAParameters parameters, RsaEngine engine)
    {
        if (engine == RsaEngine.BouncyCastle)
        {
            return new BouncyCastlePrivateKey(parameters);
        }

        return OpenSslLibrary.IsUsable
            ? new OpenSslPrivateKey(parameters)
            : throw new PlatformNotSupportedException("This process has not loaded OpenSSL 3.");
    }
}
