using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Local.CitySimulator.Checks;

/// <summary>
/// Holds a request against the rows of the standard's table, in the table's own strict reading. It shares the table with the product and
/// nothing else: the product's validation is what this is meant to catch out. Members that no row names are let pass.
/// </summary>
internal static class FieldChecker
{
    public static IReadOnlyList<FieldFault> Check(InterfaceDefinition definition, JsonElement data)
    {
        var faults = new List<FieldFault>();
        foreach (var row in definition.Request.Where(row => row.Place is FieldPlace.Data or FieldPlace.DataParams))
        {
            if (CheckRow(definition, row, data) is { } rule)
            {
                faults.Add(new FieldFault(row.Name, rule));
            }
        }

        return faults;
    }

    private static string? CheckRow(InterfaceDefinition definition, FieldDefinition row, JsonElement data)
    {
        var value = Find(row, data);
        return Presence.Of(definition, row, data) switch
        {
            RequiredPresence.Filled when IsEmpty(value) => "is required",
            RequiredPresence.Empty => EmptyOrMinusOne(row, value) ? null : "must be empty here",
            _ => IsEmpty(value) ? null : ValueRules.Check(row, value!.Value),
        };
    }

    // R53: requestId alone may say "none" as -1.
    private static bool EmptyOrMinusOne(FieldDefinition row, JsonElement? value) =>
        IsEmpty(value) || (row.Name == "requestId" && value is { ValueKind: JsonValueKind.Number } number && number.GetRawText() == "-1");

    private static JsonElement? Find(FieldDefinition row, JsonElement data)
    {
        if (row.Place == FieldPlace.DataParams)
        {
            return Member(data, "params") is { ValueKind: JsonValueKind.Object } parameters ? Member(parameters, row.Name) : null;
        }

        return Member(data, row.Name);
    }

    private static JsonElement? Member(JsonElement parent, string name) => parent.TryGetProperty(name, out var member) ? member : null;

    private static bool IsEmpty(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => true,
        { ValueKind: JsonValueKind.String } text => text.ValueEquals(""),
        _ => false,
    };
}
