namespace HzFunctions.Functions.Downlinks;

/// <summary>Judges by time what a message does (R14, R15). Pure.</summary>
internal static class FactJudge
{
    /// <summary>How far ahead of our clock a timestamp may be and still silence what is older.</summary>
    public static readonly TimeSpan BelievedAhead = TimeSpan.FromMinutes(5);

    /// <summary>What a fact does to what is known of its subject.</summary>
    public static FactEffect Judge(FactRow? known, Fact fact)
    {
        if (known is null)
        {
            return FactEffect.Processed;
        }

        if (known.IsSettled && fact.Topic == DownlinkTopic.PayResult && !fact.Settles)
        {
            return FactEffect.Contradicts;
        }

        // The standard writes times so that their text sorts as they do (R33). Nothing is too old to say that a bill is paid.
        var isOlder = string.CompareOrdinal(fact.Timestamp, known.Newest) < 0;
        return isOlder && !(fact.Settles && !known.IsSettled) ? FactEffect.Older : FactEffect.Processed;
    }

    /// <summary>The newest timestamp once a fact is processed. One from the future is never the newest: it would silence all that follows.</summary>
    public static string NewestAfter(FactRow? known, Fact fact, DateTimeOffset now)
    {
        var newest = known?.Newest ?? string.Empty;
        return fact.SaidAt <= now + BelievedAhead && string.CompareOrdinal(fact.Timestamp, newest) > 0 ? fact.Timestamp : newest;
    }
}
