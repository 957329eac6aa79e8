using System.Text.Json;

namespace HzFunctions.Durable.Invocation;

/// <summary>
/// What the Functions host posts to a custom handler: <c>{"Data":{…},"Metadata":{…}}</c>. It encodes each text twice, which the public
/// documentation does not show.
/// </summary>
public sealed class HostInvocation : IDisposable
{
    private readonly JsonDocument _document;
    private readonly JsonElement _data;

    private HostInvocation(JsonDocument document, JsonElement data)
    {
        _document = document;
        _data = data;
    }

    /// <summary>The text of the only binding; null where the host had nothing.</summary>
    /// <exception cref="FormatException">There are none, or several.</exception>
    public string? OnlyText => _data.EnumerateObject().ToArray() is [var only]
        ? TextOf(only.Value)
        : throw new FormatException("The host's request must have exactly one binding.");

    /// <summary>Reads a request.</summary>
    /// <exception cref="FormatException">It is not what a Functions host posts.</exception>
    public static async Task<HostInvocation> ReadAsync(Stream request, CancellationToken cancellationToken)
    {
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException fault)
        {
            throw new FormatException("The host's request is no JSON.", fault);
        }

        return document.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("Data", out var data) && data.ValueKind == JsonValueKind.Object
                ? new HostInvocation(document, data)
                : throw new FormatException("The host's request has no member Data.");
    }

    /// <summary>The text of a binding, whatever carried it; null where the host had nothing.</summary>
    /// <param name="binding">Its name in function.json.</param>
    /// <exception cref="FormatException">The request has no such binding.</exception>
    public string? TextOf(string binding) =>
        _data.TryGetProperty(binding, out var value) ? TextOf(value) : throw new FormatException($"The host's request has no binding '{binding}'.");

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Decode(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string? Decode(string text)
    {
        if (text == "null")
        {
            return null;
        }

        try
        {
            return text.StartsWith('"') ? JsonSerializer.Deserialize(text, PlainTypes.Default.String) : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
