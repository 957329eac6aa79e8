using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>The bare private operation in managed code, for opening what was ciphered with the public key.</summary>
internal sealed class BouncyCastleDecryption(RSAParameters parameters)
{
    private readonly RsaPrivateCrtKeyParameters _key = BouncyCastleKey.Create(parameters);

    /// <summary>Both spans are as long as the modulus; false when the input is not below the modulus.</summary>
    public bool TryApply(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var engine = new RsaBlindedEngine();
        engine.Init(forEncryption: false, _key);
        try
        {
            var number = engine.ProcessBlock(input.ToArray(), 0, input.Length);
            output.Clear();
            number.CopyTo(output[^number.Length..]);
            return true;
        }
        catch (DataLengthException)
        {
            return false;
        }
    }
}
