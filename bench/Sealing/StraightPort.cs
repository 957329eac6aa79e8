using System.Text;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Security;

namespace HzFunctions.Bench.Sealing;

/// <summary>The envelope as clients in the field make it, put into C#: the key is parsed for the cipher and again for the sign.</summary>
internal static class StraightPort
{
    public static (string Cipher, string Sign) Seal(string plaintext, string base64Key)
    {
        var cipher = Encrypt(plaintext, base64Key);
        return (cipher, Sign(cipher, base64Key));
    }

    private static string Encrypt(string plaintext, string base64Key)
    {
        var engine = new Pkcs1Encoding(new RsaEngine());
        engine.Init(forEncryption: true, PrivateKeyFactory.CreateKey(Convert.FromBase64String(base64Key)));
        var bytes = Encoding.UTF8.GetBytes(plaintext);
        using var cipher = new MemoryStream();
        for (var start = 0; start < bytes.Length; start += engine.GetInputBlockSize())
        {
            cipher.Write(engine.ProcessBlock(bytes, start, Math.Min(engine.GetInputBlockSize(), bytes.Length - start)));
        }

        return Convert.ToBase64String(cipher.ToArray());
    }

    private static string Sign(string cipher, string base64Key)
    {
        var signer = SignerUtilities.GetSigner("MD5withRSA");
        signer.Init(forSigning: true, PrivateKeyFactory.CreateKey(Convert.FromBase64String(base64Key)));
        var bytes = Encoding.UTF8.GetBytes(cipher);
        signer.BlockUpdate(bytes, 0, bytes.Length);
        return Convert.ToBase64String(signer.GenerateSignature());
    }
}
