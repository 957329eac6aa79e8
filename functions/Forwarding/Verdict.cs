using HzFunctions.CityBrain.Client;

namespace HzFunctions.Functions.Forwarding;

/// <summary>What a receipt will say of the last word on a record.</summary>
/// <param name="ResultCode">The city brain's code, or one of ours where it said nothing.</param>
/// <param name="Words">The city brain's own words, or ours.</param>
/// <param name="Answered">Whether the city brain was asked and answered.</param>
internal readonly record struct Verdict(string ResultCode, string Words, bool Answered)
{
    public static Verdict Of(CityBrainAnswer answer) => new(answer.ResultCode ?? string.Empty, answer.Message, Answered: true);
}
