using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Functions.DeadLetters;

/// <summary>Shows a record's content without saying whose vehicle it was.</summary>
internal static class MaskedPayload
{
    private const string Mask = "***";

    private static readonly HashSet<string> Personal = new(StringComparer.Ordinal) { "plateNo", "carNum", "phone", "titleName", "userId" };

    /// <summary>The object under <c>data</c>, masked.</summary>
    public static JsonElement Of(string payload, InterfaceDefinition definition)
    {
        using var document = JsonDocument.Parse(payload);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in document.RootElement.GetProperty("data").EnumerateObject())
            {
                writer.WritePropertyName(member.Name);
                Write(writer, member, definition);
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.ToArray()).RootElement;
    }

    private static void Write(Utf8JsonWriter writer, JsonProperty member, InterfaceDefinition definition)
    {
        if (Personal.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.String)
        {
            writer.WriteStringValue(Shortened(member.Value.GetString()!));
        }
        else if (definition.Request.Any(field => field.Name == member.Name))
        {
            member.Value.WriteTo(writer);
        }
        else
        {
            writer.WriteStringValue(Mask);
        }
    }

    // Enough to recognise a vehicle that one knows of, too little to find one.
    private static string Shortened(string value) => value.Length > 4 ? $"{value[..2]}{Mask}{value[^1]}" : Mask;
}
