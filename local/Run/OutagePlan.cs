using HzFunctions.Local.Durations;

namespace HzFunctions.Local.Run;

/// <summary>An outage of the city brain: how long, and how long after the traffic began. Written <c>10s@15s</c>.</summary>
internal sealed record OutagePlan(TimeSpan Length, TimeSpan After)
{
    public static OutagePlan? Parse(string text) =>
        text.Split('@') is [var length, var after]
        && DurationText.TryParse(length, out var lasting)
        && DurationText.TryParse(after, out var beginning)
            ? new OutagePlan(lasting, beginning)
            : null;
}
