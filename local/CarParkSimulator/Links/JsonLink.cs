using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Local.CarParkSimulator.Links;

/// <summary>A car park that posts plain JSON with its key in a header.</summary>
internal sealed class JsonLink(GatewayCall call, string apiKey) : ICarParkLink
{
    public async Task<UploadAnswer> SendAsync(string interfaceName, JsonObject data, byte[]? photo, CancellationToken cancellation)
    {
        var body = new JsonObject { ["data"] = data };
        if (photo is not null)
        {
            body["file"] = Convert.ToBase64String(photo);
        }

        // Of known length: the Functions host does not take a chunked body.
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await call.PostAsync(interfaceName, content, apiKey, cancellation);
    }
}
