using System.Text.Encodings.Web;
using System.Text.Json;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.Wire;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace HzFunctions.Local.CitySimulator.Downlinks;

/// <summary>Seals messages with the platform's key; the same message is the same bytes each time, after a restart too.</summary>
internal sealed class DownlinkSeal(AccessRegister accesses)
{
    private const int ForgersBits = 1024;

    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<RsaPrivateCrtKeyParameters> _forger = new(MakeKey);

    /// <summary>The bytes to publish; null when the access has no key of the platform.</summary>
    public byte[]? Seal(Downlink downlink)
    {
        if (accesses.Find(downlink.Site.AccessID) is not { PlatformKey: { } key } access)
        {
            return null;
        }

        var message = WireMessage.Seal(downlink.Data.GetRawText(), downlink.IsGenuine ? key : _forger.Value, access.Hash);
        return JsonSerializer.SerializeToUtf8Bytes(
            new { cipher = message.Cipher, sign = message.Sign, requestId = downlink.RequestId, timestamp = downlink.Timestamp }, Raw);
    }

    private static RsaPrivateCrtKeyParameters MakeKey()
    {
        var generator = new RsaKeyPairGenerator();
        generator.Init(new RsaKeyGenerationParameters(BigInteger.ValueOf(65537), new SecureRandom(), ForgersBits, certainty: 64));
        return (RsaPrivateCrtKeyParameters)generator.GenerateKeyPair().Private;
    }
}
