using System.Text.Json;

namespace HzFunctions.CityBrain.Validation;

/// <summary>
/// Looks for members given twice anywhere inside a value that is passed on as it is: two readers may pick different ones.
/// </summary>
internal static class DuplicateMembers
{
    public static bool AreAbsent(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => AreAbsentInObject(value),
        JsonValueKind.Array => value.EnumerateArray().All(AreAbsent),
        _ => true,
    };

    private static bool AreAbsentInObject(JsonElement value)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return value.EnumerateObject().All(member => TryName(member, names) && AreAbsent(member.Value));
    }

    private static bool TryName(JsonProperty member, HashSet<string> names)
    {
        try
        {
            return names.Add(member.Name);
        }
        catch (InvalidOperationException)
        {
            // A name with half of a surrogate pair cannot be told from another.
            return false;
        }
    }
}
