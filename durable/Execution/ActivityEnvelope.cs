using System.Text.Json;
using System.Text.Json.Serialization;

namespace HzFunctions.Durable.Execution;

/// <summary>
/// What an activity gives back. The host keeps no type and no message of a failed call, and rewrites dates and numbers in results; inside
/// a text of ours both come through unchanged.
/// </summary>
/// <param name="Ok">Whether the activity did its work.</param>
/// <param name="Result">What it gave, as JSON; null for nothing.</param>
/// <param name="Error">What went wrong.</param>
internal sealed record ActivityEnvelope(bool Ok, JsonElement? Result, FailureDetails? Error)
{
    public static ActivityEnvelope Of(string? result) => new(true, result is null ? null : JsonElement.Parse(result), null);

    public static ActivityEnvelope Of(Exception failure) => new(false, null, FailureDetails.From(failure));

    /// <summary>The text that goes to the host.</summary>
    public string Write() => JsonSerializer.Serialize(this, EnvelopeJson.Default.ActivityEnvelope);

    /// <summary>Reads what the host stored: a JSON string that holds the text.</summary>
    /// <exception cref="JsonException">It is no envelope.</exception>
    public static ActivityEnvelope Read(string? stored)
    {
        var text = stored is null ? null : JsonSerializer.Deserialize(stored, EnvelopeJson.Default.String);
        return (text is null ? null : JsonSerializer.Deserialize(text, EnvelopeJson.Default.ActivityEnvelope))
            ?? throw new JsonException("The activity's answer is empty; activities of this worker never give that.");
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActivityEnvelope))]
internal sealed partial class EnvelopeJson : JsonSerializerContext;
