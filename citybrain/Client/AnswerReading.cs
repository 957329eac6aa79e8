using System.Text.Json;

namespace HzFunctions.CityBrain.Client;

/// <summary>An answer as far as its bytes tell.</summary>
internal sealed record AnswerReading(AnswerOutcome Outcome, string? ResultCode, string Message, JsonElement? Body)
{
    public static AnswerReading Nothing(string reason) => new(AnswerOutcome.NothingAnswered, null, reason, null);
}
