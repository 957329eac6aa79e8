namespace HzFunctions.Bench.Load;

/// <summary>How long calls took.</summary>
internal sealed class Latencies(IEnumerable<TimeSpan> times)
{
    private readonly TimeSpan[] _sorted = [.. times.Order()];

    public TimeSpan Median => Quantile(0.5);

    /// <summary>The time that so many of the calls did not exceed.</summary>
    /// <param name="share">0.99 for the 99th percentile.</param>
    public TimeSpan Quantile(double share) => _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];

    /// <summary>The times of several runs together.</summary>
    public static Latencies Of(IEnumerable<Latencies> runs) => new(runs.SelectMany(run => run._sorted));
}
