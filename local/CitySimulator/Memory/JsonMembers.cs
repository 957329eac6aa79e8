using System.Text.Json;

namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>Reads members of data that has been checked already.</summary>
internal static class JsonMembers
{
    public static string? Text(this JsonElement data, string name) =>
        data.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    public static long? Number(this JsonElement data, string name) =>
        data.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number ? member.GetInt64() : null;
}
