using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>
/// The two forms of a plaintext's <c>data</c> member: the object that the standard prints, and the string with the same JSON that one
/// later system wants (<see cref="EnvelopeSettings.DataAsString"/>).
/// </summary>
public static class DataMember
{
    // Escaping only what JSON demands keeps a Chinese character at three bytes of the blocks instead of six.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Turns <c>{"data":{…}}</c> into <c>{"data":"{…}"}</c>; other members and a <c>data</c> that is a string stay as they are.
    /// </summary>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static string AsString(string json) =>
        Rewrite(json, JsonValueKind.Object, (writer, data) => writer.WriteStringValue(data.GetRawText()));

    /// <summary>
    /// Turns <c>{"data":"{…}"}</c> into <c>{"data":{…}}</c>; other members and a <c>data</c> that is an object stay as they are. False
    /// when the text is no JSON object or its <c>data</c> holds no JSON.
    /// </summary>
    public static bool TryAsObject(string json, [NotNullWhen(true)] out string? result)
    {
        try
        {
            result = Rewrite(json, JsonValueKind.String, WriteInner);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is how half of a surrogate pair in a string shows.
            result = null;
            return false;
        }
    }

    private static void WriteInner(Utf8JsonWriter writer, JsonElement data)
    {
        using var inner = JsonDocument.Parse(data.GetString()!);
        inner.WriteTo(writer);
    }

    private static string Rewrite(string json, JsonValueKind kind, Action<Utf8JsonWriter, JsonElement> write)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The plaintext is no JSON object.");
        }

        using var stream = new MemoryStream(json.Length * 2);
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
        {
            writer.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.NameEquals("data") && member.Value.ValueKind == kind)
                {
                    writer.WritePropertyName("data");
                    write(writer, member.Value);
                }
                else
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
