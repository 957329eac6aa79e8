using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.Wire;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.Local.CarParkSimulator.Links;

/// <summary>An existing client of the city brain that was given another base URL: the standard's own form, sealed by its own code.</summary>
internal sealed class WireLink(GatewayCall call, string accessID, RsaPrivateCrtKeyParameters key) : ICarParkLink
{
    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<UploadAnswer> SendAsync(string interfaceName, JsonObject data, byte[]? photo, CancellationToken cancellation)
    {
        var message = WireMessage.Seal(new JsonObject { ["data"] = data }.ToJsonString(Raw), key);
        List<KeyValuePair<string, string>> fields =
        [
            new("accessID", accessID),
            new("cipher", message.Cipher),
            new("sign", message.Sign),
        ];
        if (photo is not null)
        {
            fields.Add(new("file", Convert.ToBase64String(photo)));
        }

        using var content = new FormUrlEncodedContent(fields);
        return await call.PostAsync(interfaceName, content, apiKey: null, cancellation);
    }
}
