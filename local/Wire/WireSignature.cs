using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace HzFunctions.Local.Wire;

/// <summary>The <c>sign</c> of a message: RSA over the ASCII bytes of the Base64 text of its cipher (§2.1(4)).</summary>
internal static class WireSignature
{
    public static string Make(string cipher, RsaPrivateCrtKeyParameters key, WireHash hash)
    {
        var signer = Fed(cipher, key, hash, forSigning: true);
        return Convert.ToBase64String(signer.GenerateSignature());
    }

    public static bool Verifies(string cipher, byte[] sign, RsaKeyParameters key, WireHash hash) =>
        Fed(cipher, key, hash, forSigning: false).VerifySignature(sign);

    private static RsaDigestSigner Fed(string cipher, RsaKeyParameters key, WireHash hash, bool forSigning)
    {
        var signer = new RsaDigestSigner(Digest(hash));
        signer.Init(forSigning, key);
        signer.BlockUpdate(Encoding.ASCII.GetBytes(cipher));
        return signer;
    }

    private static IDigest Digest(WireHash hash) => hash switch
    {
        WireHash.Md5 => new MD5Digest(),
        WireHash.Sha1 => new Sha1Digest(),
        _ => new Sha256Digest(),
    };
}
