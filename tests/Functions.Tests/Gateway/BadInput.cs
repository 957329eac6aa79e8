using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>A request that cannot be served, and how it is to be answered.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Status">The HTTP status in JSON, the resultCode in the wire form.</param>
/// <param name="Says">What the message names.</param>
/// <param name="MakeAsync">Makes the request.</param>
internal sealed record BadInput(string Name, int Status, string Says, Func<GatewayHost, Task<HttpRequestMessage>> MakeAsync)
{
    /// <summary>A body in JSON, as text.</summary>
    public static BadInput Json(string name, int status, string says, string body, string interfaceName = "uploadCarInData") =>
        Bytes(name, status, says, Encoding.UTF8.GetBytes(body), interfaceName);

    /// <summary>A body in JSON, as bytes.</summary>
    public static BadInput Bytes(string name, int status, string says, byte[] body, string interfaceName = "uploadCarInData") =>
        new(name, status, says, host => Task.FromResult(Post(host.ApiKey, interfaceName, body, "application/json")));

    /// <summary>A valid request with something changed.</summary>
    public static BadInput Changed(string name, int status, string says, string interfaceName, Action<JsonObject> change) =>
        Json(name, status, says, WithVehicle(Requests.Of(interfaceName, change)).ToJsonString(), interfaceName);

    /// <summary>Valid JSON whose text is changed where it is no longer JSON that we would write.</summary>
    public static BadInput Replaced(string name, int status, string says, string interfaceName, string what, string by) =>
        Json(name, status, says, Text(interfaceName).Replace(what, by, StringComparison.Ordinal), interfaceName);

    /// <summary>A valid request as text.</summary>
    public static string Text(string interfaceName) => WithVehicle(Requests.Of(interfaceName)).ToJsonString(new JsonSerializerOptions
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>A request that is posted with whatever key and content type.</summary>
    public static HttpRequestMessage Post(string? apiKey, string interfaceName, byte[] body, string? contentType)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/cp/{interfaceName}") { Content = new ByteArrayContent(body) };
        if (contentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (apiKey is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Api-Key", apiKey);
        }

        return request;
    }

    public override string ToString() => Name;

    private static JsonObject WithVehicle(JsonObject body)
    {
        var data = body["data"]!.AsObject();
        if (data.ContainsKey("plateNo"))
        {
            data["plateNo"] = Vehicle.Plate;
        }

        if (data.ContainsKey("phone"))
        {
            data["phone"] = Vehicle.Phone;
        }

        return body;
    }
}
