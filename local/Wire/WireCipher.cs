using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.Local.Wire;

/// <summary>The blocks of a cipher: text cut every k − 11 bytes, each block padded by PKCS#1 v1.5 (type 1 or 2, as the key decides).</summary>
internal static class WireCipher
{
    public static byte[] Encrypt(ReadOnlySpan<byte> text, RsaKeyParameters key) => Apply(text, key, encrypting: true);

    /// <exception cref="InvalidCipherTextException">A block is not padded as it must be.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> cipher, RsaKeyParameters key) => Apply(cipher, key, encrypting: false);

    private static byte[] Apply(ReadOnlySpan<byte> input, RsaKeyParameters key, bool encrypting)
    {
        var engine = new Pkcs1Encoding(new RsaEngine());
        engine.Init(encrypting, key);
        var blockSize = engine.GetInputBlockSize();
        using var output = new MemoryStream();
        while (!input.IsEmpty)
        {
            var block = input[..Math.Min(blockSize, input.Length)].ToArray();
            output.Write(engine.ProcessBlock(block, 0, block.Length));
            input = input[block.Length..];
        }

        return output.ToArray();
    }
}
