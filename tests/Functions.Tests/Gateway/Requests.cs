using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Tests.Validation;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>Requests of car park P1.</summary>
internal static class Requests
{
    /// <summary>The smallest thing that begins and ends as a JPEG does.</summary>
    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xD9];

    /// <summary>A valid request of an interface, for car park P1.</summary>
    public static JsonObject Of(string interfaceName, Action<JsonObject>? change = null)
    {
        var data = SampleRequest.Of(interfaceName);
        var home = data["params"] as JsonObject ?? data;
        foreach (var place in new[] { data, home }.Where(place => place.ContainsKey("parkingCode")))
        {
            place["parkingCode"] = "P1";
        }

        change?.Invoke(data);
        var body = new JsonObject { ["data"] = data };
        if (interfaceName == "uploadPhoto")
        {
            body["file"] = Convert.ToBase64String(Jpeg);
        }

        return body;
    }
}
