using System.Text.Json;
using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>Which of a caller's car parks a request is for.</summary>
internal static class SiteBinding
{
    /// <summary>
    /// The site, by the parkingCode of the request where it has one. Foreign is true when it names a car park that is not the caller's;
    /// no site and not foreign: a request without parkingCode of a caller with several car parks.
    /// </summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="payload">What would go up: <c>{"data":{…}}</c>, validated.</param>
    public static (SiteEntry? Site, bool Foreign) Bind(Caller caller, string payload)
    {
        using var document = JsonDocument.Parse(payload);
        var data = document.RootElement.GetProperty("data");
        var outer = CodeIn(data);
        var inner = data.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object ? CodeIn(parameters) : null;
        var code = outer ?? inner;
        if (code is null)
        {
            return (caller.Sites is [var only] ? only : null, false);
        }

        var site = caller.Sites.FirstOrDefault(site => site.ParkingCode == code);
        return (site, site is null || (inner ?? code) != code);
    }

    // Some examples of the standard print it as a number, and one prints a name with blanks around it.
    private static string? CodeIn(JsonElement data)
    {
        var code = data.EnumerateObject().FirstOrDefault(member => member.Name.Trim(' ') == "parkingCode").Value;
        return code.ValueKind == JsonValueKind.String ? code.GetString()
            : code.ValueKind == JsonValueKind.Number ? code.GetRawText()
            : null;
    }
}
