using System.Text.Json.Nodes;
using HzFunctions.Local.Wire;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.Local.Tests.Gateway;

/// <summary>The fake gateway's way up to the city brain, well or badly behaved.</summary>
internal sealed class GatewayUplink(Uri cityBrain, RsaPrivateCrtKeyParameters key, Misconduct misconduct) : IDisposable
{
    // Held answers do not come at all.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http = new() { BaseAddress = cityBrain };

    public void Dispose() => _http.Dispose();

    public async Task<bool> ForwardAsync(string accessID, string interfaceName, JsonObject data, string? file)
    {
        if (misconduct == Misconduct.Loses && interfaceName == "uploadCarInData")
        {
            return true;
        }

        var answer = await SendAsync(accessID, interfaceName, Altered(interfaceName, data), file, CancellationToken.None);
        return answer["resultCode"]?.ToString() == "200";
    }

    /// <summary>The city brain's answer; null when there is none in time.</summary>
    public async Task<JsonObject?> AskAsync(string accessID, string interfaceName, JsonObject data)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            return await SendAsync(accessID, interfaceName, data, file: null, limit.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<JsonObject> SendAsync(
        string accessID, string interfaceName, JsonObject data, string? file, CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(Fields(accessID, data, file));
        using var response = await _http.PostAsync($"/api/v2/cp/{interfaceName}", form, cancellation);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation))!.AsObject();
    }

    private JsonObject Altered(string interfaceName, JsonObject data)
    {
        if (misconduct == Misconduct.Alters && interfaceName == "uploadCarInData")
        {
            data["gateNo"] = "another";
        }

        return data;
    }

    private Dictionary<string, string> Fields(string accessID, JsonObject data, string? file)
    {
        var message = WireMessage.Seal(new JsonObject { ["data"] = data.DeepClone() }.ToJsonString(), key);
        var fields = new Dictionary<string, string>
        {
            ["accessID"] = misconduct == Misconduct.MixesUpSites ? "A00001" : accessID,
            ["cipher"] = message.Cipher,
            ["sign"] = misconduct == Misconduct.SignsWrongly ? message.Cipher[..172] : message.Sign,
        };
        if (file is not null)
        {
            fields["file"] = file;
        }

        return fields;
    }
}
