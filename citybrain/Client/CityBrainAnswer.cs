using System.Text.Json;

namespace HzFunctions.CityBrain.Client;

/// <summary>The city brain's answer, or why there is none.</summary>
/// <param name="Outcome">What came of the call.</param>
/// <param name="ResultCode">The code as it was sent, without quotes; null when none was.</param>
/// <param name="Message">
/// The city brain's own words, at most 256 characters, or our reason for <see cref="AnswerOutcome.NothingAnswered"/>. The city brain may
/// name a plate in it: show it to the car park, never log it.
/// </param>
/// <param name="Body">
/// The whole answer, a JSON object whose every string can be read; null for <see cref="AnswerOutcome.NothingAnswered"/>.
/// </param>
/// <param name="Elapsed">From the call to the classified answer, sealing included.</param>
public sealed record CityBrainAnswer(AnswerOutcome Outcome, string? ResultCode, string Message, JsonElement? Body, TimeSpan Elapsed)
{
    /// <summary>Nothing that could name a vehicle.</summary>
    public override string ToString() => $"{Outcome} {ResultCode} after {Elapsed.TotalMilliseconds:F0} ms";
}
