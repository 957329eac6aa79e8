using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Functions.DeadLetters;

/// <summary>Shows a record's content without saying whose vehicle it was.</summary>
internal static class MaskedPayload
{
    /// <summary>What stands for what is not shown.</summary>
    public const string Mask = "***";

    /// <summary>Fields that could name a person.</summary>
    public static readonly HashSet<string> Personal = new(StringComparer.Ordinal) { "plateNo", "carNum", "phone", "titleName", "userId", "name", "remark" };

    /// <summary>The object under <c>data</c>, masked.</summary>
    public static JsonElement Of(string payload, InterfaceDefinition definition)
    {
        using var document = JsonDocument.Parse(payload);
        return Of(document.RootElement.GetProperty("data"), definition);
    }

    /// <summary>An object with the fields of an interface, masked.</summary>
    public static JsonElement Of(JsonElement fields, InterfaceDefinition definition)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in fields.EnumerateObject())
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
        if (Personal.Contains(member.Name))
        {
            writer.WriteStringValue(member.Value.ValueKind == JsonValueKind.String ? Shortened(member.Value.GetString()!) : Mask);
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

    /// <summary>Enough to recognise a vehicle that one knows of, too little to find one.</summary>
    public static string Shortened(string value) => value.Length > 4 ? $"{value[..2]}{Mask}{value[^1]}" : Mask;
}
