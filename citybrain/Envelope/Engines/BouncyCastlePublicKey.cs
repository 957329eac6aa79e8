using System.Security.Cryptography;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Utilities;

namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>A public key in managed code.</summary>
internal sealed class BouncyCastlePublicKey(RSAParameters parameters) : IPublicKeyOperation
{
    private readonly BigInteger _modulus = new(1, parameters.Modulus);
    private readonly BigInteger _exponent = new(1, parameters.Exponent);

    public bool TryApply(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var number = new BigInteger(1, input);
        if (number.CompareTo(_modulus) >= 0)
        {
            return false;
        }

        BigIntegers.AsUnsignedByteArray(number.ModPow(_exponent, _modulus), output);
        return true;
    }
}
