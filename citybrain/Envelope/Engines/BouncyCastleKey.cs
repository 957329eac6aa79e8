using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;

namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>The numbers of a private key, as BouncyCastle wants them.</summary>
internal static class BouncyCastleKey
{
    public static RsaPrivateCrtKeyParameters Create(RSAParameters parameters) => new(
        new BigInteger(1, parameters.Modulus),
        new BigInteger(1, parameters.Exponent),
        new BigInteger(1, parameters.D),
        new BigInteger(1, parameters.P),
        new BigInteger(1, parameters.Q),
        new BigInteger(1, parameters.DP),
        new BigInteger(1, parameters.DQ),
        new BigInteger(1, parameters.InverseQ));
}
