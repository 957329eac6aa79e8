using System.Security.Cryptography;
using System.Text;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>Everything bad that can come in the wire form.</summary>
internal static class BadWireInputs
{
    private const string Arrival = "uploadCarInData";

    /// <summary>All of it.</summary>
    public static IReadOnlyList<BadInput> All { get; } =
    [
        Fields("no accessID", 400, "accessID", message => $"cipher={Uri.EscapeDataString(message.Cipher)}&sign={Uri.EscapeDataString(message.Sign)}"),
        Fields("no cipher", 400, "cipher", message => $"accessID=client-1&sign={Uri.EscapeDataString(message.Sign)}"),
        Fields("no sign", 400, "sign", message => $"accessID=client-1&cipher={Uri.EscapeDataString(message.Cipher)}"),
        Fields("two ciphers", 400, "cipher", message => $"{WireClient.Fields("client-1", message.Cipher, message.Sign)}&cipher=x"),
        Fields("nothing", 400, "accessID", _ => ""),
        Fields("percent signs that encode nothing", 400, "cipher", message => $"accessID=client-1&cipher=%zz&sign={Uri.EscapeDataString(message.Sign)}"),
        Fields("an accessID that is not UTF-8", 400, "accessID", message => WireClient.Fields("x", message.Cipher, message.Sign).Replace("=x", "=%ff", StringComparison.Ordinal)),
        Fields("an identity that is not known", 401, "accessID", message => WireClient.Fields("client-9", message.Cipher, message.Sign)),
        Fields("the upstream accessID, which is none of a client", 401, "accessID", message => WireClient.Fields("1001", message.Cipher, message.Sign)),
        Fields("an accessID with strange characters", 401, "accessID", message => WireClient.Fields("'/\\#?%|~../\u0001", message.Cipher, message.Sign)),
        Fields("an accessID that is far too long", 401, "accessID", message => WireClient.Fields(new string('x', 3000), message.Cipher, message.Sign)),
        Fields("a cipher that is no Base64", 400, "Base64", message => WireClient.Fields("client-1", "%%%", message.Sign)),
        Fields("a sign that is no Base64", 400, "Base64", message => WireClient.Fields("client-1", message.Cipher, "%%%")),
        Fields("a sign of another cipher", 400, "sign", message => WireClient.Fields("client-1", Convert.ToBase64String(new byte[128]), message.Sign)),
        Fields("a sign that is too short", 400, "sign", message => WireClient.Fields("client-1", message.Cipher, Convert.ToBase64String(new byte[64]))),
        Fields("a cipher that was changed", 400, "sign", message => WireClient.Fields("client-1", Tampered(message.Cipher), message.Sign)),
        Signed("a cipher of a length that is no block's", 400, "cipher", new byte[100]),
        Signed("a cipher of nothing", 400, "cipher", []),
        Signed("a block that does not open", 400, "cipher", Enumerable.Repeat((byte)1, 128).ToArray()),
        Sealed("what is no JSON", 400, "JSON", $"plateNo={Vehicle.Plate}"),
        Sealed("what ends too soon", 400, "JSON", BadInput.Text(Arrival)[..^2]),
        Sealed("no data", 400, "data", $$"""{"plateNo":"{{Vehicle.Plate}}"}"""),
        Sealed("data as a string", 400, "data", $$"""{"data":"{{Vehicle.Plate}}"}"""),
        Sealed("a field rule broken", 400, "plateColor", BadInput.Text(Arrival).Replace("\"plateColor\":1", "\"plateColor\":9", StringComparison.Ordinal)),
        Sealed("another car park", 403, "parkingCode", BadInput.Text(Arrival).Replace("\"P1\"", "\"P2\"", StringComparison.Ordinal)),
        Sealed("half a character in the plate", 400, "plateNo", BadInput.Text(Arrival).Replace(Vehicle.Plate, "\\ud83d", StringComparison.Ordinal)),
        new("ten megabytes", 413, "1048576", _ => Task.FromResult(WireClient.Form(Arrival, $"accessID=client-1&sign=x&cipher={new string('A', 10_000_000)}"))),
        new("an interface that the standard lacks", 404, "interface", async host =>
            await new WireClient(host.Keys.PrivatePem).FormAsync("uploadEverything", BadInput.Text(Arrival))),
        new("a multipart form", 400, "accessID", _ => Task.FromResult(new HttpRequestMessage(HttpMethod.Post, $"/api/v2/cp/{Arrival}")
        {
            Content = new MultipartFormDataContent { { new StringContent("client-1"), "accessID" } },
        })),
        new("ciphers in the query string that do not fit", 400, "sign", async host =>
        {
            var message = await new WireClient(host.Keys.PrivatePem).SealAsync(BadInput.Text(Arrival));
            return WireClient.Query(Arrival, WireClient.Fields("client-1", Tampered(message.Cipher), message.Sign));
        }),
    ];

    private static BadInput Fields(string name, int resultCode, string says, Func<SealedMessage, string> fields) => new(name, resultCode, says, async host =>
        WireClient.Form(Arrival, fields(await new WireClient(host.Keys.PrivatePem).SealAsync(BadInput.Text(Arrival)))));

    private static BadInput Sealed(string name, int resultCode, string says, string plaintext) => new(name, resultCode, says, host =>
        new WireClient(host.Keys.PrivatePem).FormAsync(Arrival, plaintext));

    // A sign that fits a cipher of any bytes.
    private static BadInput Signed(string name, int resultCode, string says, byte[] blocks) => new(name, resultCode, says, host =>
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(host.Keys.PrivatePem);
        var cipher = Convert.ToBase64String(blocks);
#pragma warning disable CA5351 // The standard's own hash.
        var sign = rsa.SignData(Encoding.ASCII.GetBytes(cipher), HashAlgorithmName.MD5, RSASignaturePadding.Pkcs1);
#pragma warning restore CA5351
        return Task.FromResult(WireClient.Form(Arrival, WireClient.Fields("client-1", cipher, Convert.ToBase64String(sign))));
    });

    private static string Tampered(string cipher) => (cipher[0] == 'A' ? 'B' : 'A') + cipher[1..];
}
