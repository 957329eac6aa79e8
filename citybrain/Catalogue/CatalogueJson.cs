using System.Text.Json;

namespace HzFunctions.CityBrain.Catalogue;

internal static class CatalogueJson
{
    public static string Text(this JsonElement element, string member) =>
        element.TextOrNull(member) ?? throw new InvalidDataException($"{member} is missing.");

    public static string? TextOrNull(this JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? value.GetString() : null;
}
