using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace HzFunctions.Local.Wire;

/// <summary>RSA keys as both sides hand them over: PEM, or the bare Base64 that the platform issues.</summary>
internal static class WireKeys
{
    public static RsaKeyParameters ReadPublic(string text) =>
        (RsaKeyParameters)PublicKeyFactory.CreateKey(Der(text));

    public static RsaPrivateCrtKeyParameters ReadPrivate(string text) =>
        (RsaPrivateCrtKeyParameters)PrivateKeyFactory.CreateKey(Der(text));

    private static byte[] Der(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries).Where(line => !line.StartsWith("-----", StringComparison.Ordinal));
        return Convert.FromBase64String(string.Concat(lines));
    }
}
