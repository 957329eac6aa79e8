using System.Collections.Concurrent;
using HzFunctions.CityBrain.Client;

namespace HzFunctions.Functions.Uplink;

/// <summary>What this process last heard of the city brain, per access.</summary>
internal sealed class CityBrainPulse(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Beat> _beats = new(StringComparer.Ordinal);

    /// <summary>The last beat of each access that this process has called.</summary>
    public IReadOnlyDictionary<string, Beat> Beats => _beats;

    /// <summary>Notes an answer, or that there was none.</summary>
    public void Note(string accessId, AnswerOutcome outcome)
    {
        var answers = outcome != AnswerOutcome.NothingAnswered;
        var now = time.GetUtcNow();
        _beats.AddOrUpdate(
            accessId,
            _ => new Beat(answers, now, now),
            (_, last) => last.Answers == answers ? last with { At = now } : new Beat(answers, now, now));
    }

    /// <summary>One access's last beat.</summary>
    /// <param name="Answers">Whether the last call was answered.</param>
    /// <param name="Since">Since when all calls ended like the last.</param>
    /// <param name="At">When the last call ended.</param>
    internal sealed record Beat(bool Answers, DateTimeOffset Since, DateTimeOffset At);
}
