using System.Text.Encodings.Web;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Functions.DeadLetters;

/// <summary>Shows a message of a queue, of whatever shape, without saying whose vehicle it was: only what is known to name nobody is shown.</summary>
internal static class MaskedMessage
{
    private const int LongestShown = 100;

    // What the messages of our own queues have beside the standard's fields. A cipher opens with a public key, and is none of these.
    private static readonly HashSet<string> Ours = new(StringComparer.OrdinalIgnoreCase)
    {
        "version", "site", "accessID", "topic", "requestId", "timestamp", "receivedAt", "kind", "id", "bill", "notBefore", "queue", "reason",
    };

    // Whose names say nothing, and whose texts may say all.
    private static readonly HashSet<string> Covers = new(StringComparer.OrdinalIgnoreCase) { "data", "plaintext", "cipher", "sign", "payload", "payloadBase64" };

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message as JSON; of one that is none, how long it is.</summary>
    public static JsonElement Of(string message, StandardCatalogue catalogue)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, "message", message, catalogue);
        }

        return JsonDocument.Parse(buffer.ToArray()).RootElement;
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonElement value, StandardCatalogue catalogue)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(IsKnown(member.Name, catalogue) || Covers.Contains(member.Name) ? member.Name : MaskedPayload.Mask);
                    Write(writer, member.Name, member.Value, catalogue);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, name, item, catalogue);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                Write(writer, name, value.GetString()!, catalogue);
                break;
            case JsonValueKind.Number when !IsKnown(name, catalogue) || MaskedPayload.Personal.Contains(name):
                writer.WriteStringValue(MaskedPayload.Mask);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, string text, StandardCatalogue catalogue)
    {
        if (TryParse(text) is { } nested)
        {
            Write(writer, name, nested, catalogue);
        }
        else if (MaskedPayload.Personal.Contains(name))
        {
            writer.WriteStringValue(MaskedPayload.Shortened(text));
        }
        else
        {
            writer.WriteStringValue(IsKnown(name, catalogue) && text.Length <= LongestShown ? text : $"{MaskedPayload.Mask} ({text.Length})");
        }
    }

    // JSON in a string, as plaintexts are.
    private static JsonElement? TryParse(string text)
    {
        if (!text.StartsWith('{'))
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsKnown(string name, StandardCatalogue catalogue) =>
        Ours.Contains(name) || catalogue.Interfaces.Any(definition => definition.Request.Any(field => field.Name == name && field.Place != FieldPlace.Form));
}
