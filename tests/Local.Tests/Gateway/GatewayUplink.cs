using System.Text.Json.Nodes;
using HzFunctions.Local.Wire;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.Local.Tests.Gateway;

/// <summary>The fake gateway's way up to the city brain, well or badly behaved.</summary>
internal sealed class GatewayUplink(Uri cityBrain, RsaPrivateCrtKeyParameters key, Misconduct misconduct) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = cityBrain };

    public void Dispose() => _http.Dispose();

    public async Task<bool> ForwardAsync(string accessID, string interfaceName, JsonObject data, string? file)
    {
        if (misconduct == Misconduct.Loses && interfaceName == "uploadCarInData")
        {
            return true;
        }

        if (misconduct == Misconduct.Alters && interfaceName == "uploadCarInData")
        {
            data["gateNo"] = "another";
        }

        var message = WireMessage.Seal(new JsonObject { ["data"] = data }.ToJsonString(), key);
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

        using var form = new FormUrlEncodedContent(fields);
        using var response = await _http.PostAsync($"/api/v2/cp/{interfaceName}", form);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return answer["resultCode"]?.ToString() == "200";
    }
}
