using System.Net;
using System.Text;
using System.Text.Json;
using HzFunctions.CityBrain.Client;

namespace HzFunctions.CityBrain.Tests.Client;

/// <summary>What the client makes of given bytes.</summary>
internal static class Answered
{
    private static readonly Uri Anywhere = new("http://city.example");

    public static Task<CityBrainAnswer> WithAsync(
        string body,
        string interfaceName = "uploadHeartbeat",
        HttpStatusCode status = HttpStatusCode.OK) => WithAsync(Encoding.UTF8.GetBytes(body), interfaceName, status);

    public static async Task<CityBrainAnswer> WithAsync(
        byte[] body,
        string interfaceName = "uploadHeartbeat",
        HttpStatusCode status = HttpStatusCode.OK)
    {
        using var handler = new CannedHandler(body, status);
        using var fixture = new ClientFixture(handler);
        return await fixture.SendAsync(Anywhere, interfaceName);
    }

    public static async Task<JsonElement> BodyAsync(string body, string interfaceName) =>
        (await WithAsync(body, interfaceName)).Body!.Value;
}
