using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>What the public and the private key have in common.</summary>
[SupportedOSPlatform("linux")]
internal static class OpenSslKey
{
    public static SafeEvpPKeyHandle Create(RSAParameters parameters)
    {
        // RSA.Create() gives a wrapper without a handle.
        using var rsa = new RSAOpenSsl(parameters);
        return rsa.DuplicateKeyHandle();
    }

    /// <summary>Says no, and leaves no error on the thread that .NET could take for one of its own later.</summary>
    public static bool Refused()
    {
        LibCrypto.ClearErrors();
        return false;
    }
}
