using System.Text.Json;

namespace HzFunctions.CityBrain.Tests.Catalogue;

/// <summary>The standard as it was transcribed from the document: a verbatim copy that only tests read.</summary>
internal static class PrintedStandard
{
    public static JsonElement Interfaces { get; } = Read("interfaces.json");

    public static JsonElement Dictionary { get; } = Read("dictionary.json");

    public static JsonElement Interface(string name) =>
        Interfaces.EnumerateArray().Single(element => element.GetProperty("name").GetString() == name);

    private static JsonElement Read(string file)
    {
        using var stream = typeof(PrintedStandard).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not embedded in the tests.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
