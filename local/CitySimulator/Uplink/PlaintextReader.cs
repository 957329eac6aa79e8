using System.Text.Json;
using HzFunctions.Local.CitySimulator.Violations;

namespace HzFunctions.Local.CitySimulator.Uplink;

/// <summary>Reads what stood in a cipher: <c>{"data":{…}}</c> and nothing beside it.</summary>
internal static class PlaintextReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static JsonElement Read(string text, bool dataAsString)
    {
        try
        {
            return Data(text, dataAsString);
        }
        catch (JsonException)
        {
            throw Wrong("the plaintext is no JSON, or names a member twice");
        }
    }

    private static JsonElement Data(string text, bool dataAsString)
    {
        using var document = JsonDocument.Parse(text, Strict);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data))
        {
            throw Wrong("the plaintext has no data");
        }

        if (root.TryGetProperty("file", out _) || (data.ValueKind == JsonValueKind.Object && data.TryGetProperty("file", out _)))
        {
            throw new RefusedException(ViolationKind.FileMisplaced, "the file stands inside the cipher");
        }

        if (root.EnumerateObject().Count() != 1)
        {
            throw Wrong("something stands beside data");
        }

        if (dataAsString)
        {
            return data.ValueKind == JsonValueKind.String ? Object(data.GetString()!) : throw Wrong("data is no string");
        }

        return data.ValueKind == JsonValueKind.Object ? data.Clone() : throw Wrong("data is no object");
    }

    private static JsonElement Object(string text)
    {
        using var document = JsonDocument.Parse(text, Strict);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.Clone()
            : throw Wrong("data holds no object");
    }

    private static RefusedException Wrong(string reason) => new(ViolationKind.WrongJson, reason);
}
