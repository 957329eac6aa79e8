using System.Text.Json;
using System.Text.Unicode;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>Reads requests in plain JSON: <c>{"data":{…}}</c> with a key in the header.</summary>
internal sealed class JsonForm(ApiKeys keys)
{
    public async Task<GatewayReading> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (site, refusal) = await keys.AuthenticateAsync(request, cancellationToken).ConfigureAwait(false);
        if (site is null)
        {
            return new GatewayReading(null, refusal);
        }

        if (!request.HasJsonContentType())
        {
            return GatewayReading.Refuse(
                StatusCodes.Status415UnsupportedMediaType, "the content type is neither application/json nor application/x-www-form-urlencoded");
        }

        var caller = new Caller(site.AccessId, site.Site.Value, [site]);
        return Parse(caller, await RequestBody.ReadAsync(request, cancellationToken).ConfigureAwait(false));
    }

    private static GatewayReading Parse(Caller caller, byte[] body)
    {
        if (!Utf8.IsValid(body))
        {
            return GatewayReading.Refuse(StatusCodes.Status400BadRequest, "the body is not UTF-8, so data and file cannot be read");
        }

        try
        {
            var root = JsonDocument.Parse(body).RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data))
            {
                return GatewayReading.Refuse(StatusCodes.Status400BadRequest, "data: missing");
            }

            if (root.EnumerateObject().Count(member => member.NameEquals("data"u8) || member.NameEquals("file"u8)) > 1 + (root.TryGetProperty("file", out _) ? 1 : 0))
            {
                return GatewayReading.Refuse(StatusCodes.Status400BadRequest, "data, file: given twice");
            }

            if (data.ValueKind != JsonValueKind.Object)
            {
                return GatewayReading.Refuse(StatusCodes.Status400BadRequest, $"data: is no object but {Kind(data)}");
            }

            if (!root.TryGetProperty("file", out var file))
            {
                return GatewayReading.Read(new GatewayRequest(caller, data, null));
            }

            return file.ValueKind == JsonValueKind.String
                ? GatewayReading.Read(new GatewayRequest(caller, data, file.GetString()))
                : GatewayReading.Refuse(StatusCodes.Status400BadRequest, $"file: is no string but {Kind(file)}");
        }
        catch (JsonException fault)
        {
            return GatewayReading.Refuse(
                StatusCodes.Status400BadRequest, $"the body is not valid JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1})");
        }
        catch (InvalidOperationException)
        {
            // What JSON's grammar lets through and no text can hold.
            return GatewayReading.Refuse(StatusCodes.Status400BadRequest, "file, or a name beside data: half of a surrogate pair");
        }
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
