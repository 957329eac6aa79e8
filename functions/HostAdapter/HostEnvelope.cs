using System.Text.Json;

namespace HzFunctions.Functions.HostAdapter;

/// <summary>
/// Reads the envelope in which the Functions host hands over everything but HTTP: <c>{"Data":{…},"Metadata":{…}}</c>. Text arrives
/// encoded once more than the public documentation shows; both forms are read.
/// </summary>
internal static class HostEnvelope
{
    /// <summary>The text of a binding (a queue message), whatever carried it.</summary>
    /// <exception cref="FormatException">The request is no envelope with this binding.</exception>
    public static async Task<string> ReadTextAsync(Stream request, string binding, CancellationToken cancellationToken)
    {
        try
        {
            using var envelope = await JsonDocument.ParseAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
            return envelope.RootElement.TryGetProperty("Data", out var data) && data.TryGetProperty(binding, out var value)
                ? TextOf(value)
                : throw new FormatException($"The host's envelope has no binding '{binding}'.");
        }
        catch (JsonException fault)
        {
            throw new FormatException("The host's request is no envelope.", fault);
        }
    }

    private static string TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return value.GetRawText();
        }

        var text = value.GetString()!;
        return text.StartsWith('"') && IsJsonString(text, out var inner) ? inner : text;
    }

    private static bool IsJsonString(string text, out string inner)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            inner = document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString()! : text;
            return true;
        }
        catch (JsonException)
        {
            inner = text;
            return false;
        }
    }
}
