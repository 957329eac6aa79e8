using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HzFunctions.Local.Wire;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.MqttBridge.Tests.Support;

/// <summary>The city brain's side: a key and what it seals, made with the local run's cryptography and not with the product's.</summary>
internal sealed class Platform
{
    private readonly RsaPrivateCrtKeyParameters _key;

    public Platform(int bits = 1024)
    {
        using var rsa = RSA.Create(bits);
        PublicKey = rsa.ExportSubjectPublicKeyInfoPem();
        _key = WireKeys.ReadPrivate(rsa.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The one that most tests use: making a key takes a while.</summary>
    public static Platform Default { get; } = new();

    public string PublicKey { get; }

    public WireMessage Seal(string plaintext, WireHash hash = WireHash.Md5) => WireMessage.Seal(plaintext, _key, hash);

    public string Sign(string cipher) => WireSignature.Make(cipher, _key, WireHash.Md5);

    /// <summary>The bytes of a message as the city brain publishes it.</summary>
    public byte[] Message(long requestId, string plaintext = """{"plateNo":"浙A12345"}""", string timestamp = "2019-06-05 16:26:33")
    {
        var made = Seal(plaintext);
        return JsonSerializer.SerializeToUtf8Bytes(new { cipher = made.Cipher, sign = made.Sign, requestId, timestamp });
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
