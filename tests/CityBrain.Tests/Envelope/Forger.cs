using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

/// <summary>Someone who has the private key and does wrong things with it, so that only the opener's strictness can refuse them.</summary>
internal static class Forger
{
    /// <summary>Two blocks of RSA-1024.</summary>
    public const string Plaintext =
        """{"data":{"parkingCode":"1001","parkingName":"吴山广场地下停车库","remark":"------------------------------------------------------"}}""";

    /// <summary>What stands before an MD5 in its DigestInfo.</summary>
    public static byte[] Md5Prefix =>
        [0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05, 0x05, 0x00, 0x04, 0x10];

    private static CancellationToken TestEnds => TestContext.Current.CancellationToken;

    public static ValueTask<SealedMessage> SealAsync(EnvelopeSettings settings) =>
        EnvelopeSealer.SealAsync(Plaintext, TestKeys.Small.Private[RsaEngine.OpenSsl], settings, null, TestEnds);

    /// <summary>The right sign for any cipher, however wrong that is.</summary>
    public static async Task<string> SignAsync(string cipher)
    {
        byte[] digestInfo = [.. Md5Prefix, .. Md5(cipher)];
        return Convert.ToBase64String(await TestKeys.Small.Private[RsaEngine.BouncyCastle].ApplyAsync(digestInfo, TestEnds));
    }

    public static byte[] Md5(string cipher)
    {
#pragma warning disable CA5351 // The platform prescribes it.
        return MD5.HashData(Encoding.UTF8.GetBytes(cipher));
#pragma warning restore CA5351
    }

    /// <summary>The private operation without any padding, which no engine of ours offers.</summary>
    public static byte[] Raw(byte[] block)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(TestKeys.Small.PrivateText);
        var parameters = rsa.ExportParameters(includePrivateParameters: true);
        var result = BigInteger.ModPow(Number(block), Number(parameters.D), Number(parameters.Modulus))
            .ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[block.Length - result.Length], .. result];

        static BigInteger Number(byte[]? bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
    }
}
