using System.Text.Json;
using System.Text.Unicode;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;
using HzFunctions.Functions.CityBrainGateway;

namespace HzFunctions.Functions.Guidance;

/// <summary>The parameters of a call by the city brain, checked against the standard's table.</summary>
internal sealed record GuidanceRequest(JsonElement Params)
{
    public string ParkingCode => Text("parkingCode");

    public string ParkingName => Text("parkingName");

    public string ParkSpaceId => Text("parkSpaceId");

    /// <summary>车牌号, without blanks.</summary>
    public string CarNum => Text("carNum");

    public string BookRecordId => Text("bookRecordId");

    public string UserId => Text("userId");

    public string Phone => Text("phone");

    /// <summary>The lock's number, which an example of groundLockDown has and its table does not; null where it is not given.</summary>
    public string? Imei => Params.TryGetProperty("imei", out var imei) && imei.ValueKind == JsonValueKind.String ? imei.GetString() : null;

    /// <summary>Reads <c>{"request":{"apiVer"},"params":{…},"version"}</c>; only the parameters matter.</summary>
    public static async Task<(GuidanceRequest? Request, GuidanceAnswer? Refusal)> ReadAsync(
        HttpRequest request, InterfaceDefinition definition, RequestValidator validator)
    {
        if (RequestBody.RefusalOf(request) is { } refusal)
        {
            return (null, GuidanceAnswer.Refused(refusal.Message));
        }

        var body = await RequestBody.ReadAsync(request, request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (!Utf8.IsValid(body))
        {
            return (null, GuidanceAnswer.Refused("the body is not UTF-8"));
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement, definition, validator);
        }
        catch (JsonException fault)
        {
            return (null, GuidanceAnswer.Refused($"the body is not valid JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1})"));
        }
    }

    private static (GuidanceRequest? Request, GuidanceAnswer? Refusal) Read(JsonElement root, InterfaceDefinition definition, RequestValidator validator)
    {
        var found = root.ValueKind == JsonValueKind.Object ? [.. root.EnumerateObject().Where(member => member.NameEquals("params"u8))] : new List<JsonProperty>();
        if (found is not [var only])
        {
            return (null, GuidanceAnswer.Refused(found.Count == 0 ? "params: missing" : "params: given twice"));
        }

        var validation = validator.Validate(definition, only.Value);
        return validation.Json is { } json
            ? (new GuidanceRequest(JsonElement.Parse(json)), null)
            : (null, GuidanceAnswer.Invalid(validation.Errors));
    }

    private string Text(string name) => Params.GetProperty(name).GetString()!;
}
