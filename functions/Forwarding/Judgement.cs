using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Forwarding;

/// <summary>What an answer means for its record: a decision, a delay, or (neither) that the drain must end with the record untouched.</summary>
internal readonly record struct Judgement(JournalState? Decision, DateTimeOffset? HoldUntil)
{
    /// <summary>The record stays as it is, and the drain ends.</summary>
    public static readonly Judgement Stop;

    public static Judgement Decide(JournalState state) => new(state, null);

    public static Judgement Hold(DateTimeOffset until) => new(null, until);
}
