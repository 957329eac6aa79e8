using System.Text;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.Local.Wire;

/// <summary>
/// A sealed message as a client of the standard makes it. Written apart from the product's own envelope and with another library,
/// so that a mistake in one is not repeated in the other.
/// </summary>
internal sealed record WireMessage(string Cipher, string Sign)
{
    public static WireMessage Seal(string text, RsaPrivateCrtKeyParameters key, WireHash hash = WireHash.Md5)
    {
        var cipher = Convert.ToBase64String(WireCipher.Encrypt(Encoding.UTF8.GetBytes(text), key));
        return new WireMessage(cipher, WireSignature.Make(cipher, key, hash));
    }
}
