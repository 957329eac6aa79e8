using System.Security.Cryptography;
using System.Text.Json;
using HzFunctions.Local.Wire;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.Bench.Bridge;

/// <summary>Payment results as the city brain publishes them, sealed with a key of its own (RSA-1024).</summary>
internal sealed class SealedDownlinks
{
    private readonly RsaPrivateCrtKeyParameters _key;

    public SealedDownlinks()
    {
        using var rsa = RSA.Create(1024);
        PublicKey = rsa.ExportSubjectPublicKeyInfoPem();
        _key = WireKeys.ReadPrivate(rsa.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The key that verifies and opens them (PEM).</summary>
    public string PublicKey { get; }

    /// <summary>The bytes of so many different messages.</summary>
    public IReadOnlyList<byte[]> Make(int count) => [.. Enumerable.Range(1, count).AsParallel().AsOrdered().Select(Message)];

    private byte[] Message(int number)
    {
        var made = WireMessage.Seal(
            $$"""{"plateNo":"浙A01C01","billID":"B-{{number}}","billTime":"2026-11-23 09:10:11","shouldPay":500,"payStatus":1,"actualPay":500,"discountAmount":0,"dealTime":"2026-11-23 09:11:11","orderCode":"O-{{number}}","paidType":3,"payType":101}""",
            _key);
        return JsonSerializer.SerializeToUtf8Bytes(
            new { cipher = made.Cipher, sign = made.Sign, requestId = number, timestamp = "2026-11-23 09:11:12" });
    }
}
