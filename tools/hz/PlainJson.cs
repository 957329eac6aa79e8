using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Hz;

/// <summary>JSON in which Chinese stays as it is.</summary>
internal static class PlainJson
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(OneLine) { WriteIndented = true };

    // Of a name that stands there twice nobody knows which value is meant.
    private static readonly JsonDocumentOptions EachNameOnce = new() { AllowDuplicateProperties = false };

    /// <summary>Reads JSON in which each name stands once.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonNode? Parse(string text) => JsonNode.Parse(text, documentOptions: EachNameOnce);

    /// <summary>The text of a member, or null where there is none or something else.</summary>
    public static string? TextOf(this JsonObject json, string member) =>
        json[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static string ToPlainJson(this JsonNode node) => node.ToJsonString(OneLine);

    public static string ToReadableJson(this JsonNode node) => node.ToJsonString(Indented);
}
