using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Hz;

/// <summary>JSON in which Chinese stays as it is.</summary>
internal static class PlainJson
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(OneLine) { WriteIndented = true };

    public static string ToPlainJson(this JsonNode node) => node.ToJsonString(OneLine);

    public static string ToReadableJson(this JsonNode node) => node.ToJsonString(Indented);
}
