using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>A private key in managed code. Blinded, since BouncyCastle's arithmetic takes a time that depends on the numbers.</summary>
internal sealed class BouncyCastlePrivateKey(RSAParameters parameters) : LocalPrivateKey(parameters.Modulus!.Length)
{
    private readonly RsaPrivateCrtKeyParameters _key = BouncyCastleKey.Create(parameters);

    public override bool TryApply(ReadOnlySpan<byte> block, Span<byte> result)
    {
        // An engine keeps the state of one operation.
        var encoding = new Pkcs1Encoding(new RsaBlindedEngine());
        encoding.Init(forEncryption: true, _key);
        encoding.ProcessBlock(block.ToArray(), 0, block.Length).CopyTo(result);
        return true;
    }
}
