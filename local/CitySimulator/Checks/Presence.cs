using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Local.CitySimulator.Checks;

/// <summary>Decides whether a field has to be there, where that hangs on payStatus (R51, R53, R54, R56).</summary>
internal static class Presence
{
    public static RequiredPresence Of(InterfaceDefinition definition, FieldDefinition row, JsonElement data) => row.Requirement switch
    {
        // A fee query that nobody at the car park answered: the gateway says so with what it knows, and nothing for the rest.
        Requirement.Required when definition.Name == "uploadFee" && row.Type == FieldType.String && Failed(data) => RequiredPresence.Either,
        Requirement.Required => RequiredPresence.Filled,
        Requirement.Optional => RequiredPresence.Either,
        _ => Conditional(row.Name, Paid(data)),
    };

    private static RequiredPresence Conditional(string field, bool? paid) => (field, paid) switch
    {
        // Only the car park knows whether it has several exits (R50).
        ("outNum", _) or (_, null) => RequiredPresence.Either,
        ("requestId", true) or (not "requestId", false) => RequiredPresence.Empty,
        _ => RequiredPresence.Filled,
    };

    private static bool Failed(JsonElement data) => data.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.False;

    private static bool? Paid(JsonElement data)
    {
        var holder = data.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object ? parameters : data;
        if (!holder.TryGetProperty("payStatus", out var status) || status.ValueKind != JsonValueKind.Number)
        {
            return null;
        }

        return status.GetRawText() switch
        {
            "0" => false,
            "1" => true,
            _ => null,
        };
    }
}
