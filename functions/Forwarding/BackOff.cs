namespace HzFunctions.Functions.Forwarding;

/// <summary>Exponential delays with jitter: half of each delay is fixed, half is chance.</summary>
internal static class BackOff
{
    /// <summary>The longest delay.</summary>
    public static readonly TimeSpan Maximum = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);

    /// <summary>The delay after so many failures in a row.</summary>
    /// <param name="failures">1 for the first failure.</param>
    /// <param name="chance">A number in [0, 1).</param>
    public static TimeSpan After(int failures, double chance)
    {
        var doublings = Math.Min(failures - 1, 20);
        var whole = TimeSpan.FromTicks(Math.Min(First.Ticks << doublings, Maximum.Ticks));
        return (whole / 2) + (whole / 2 * chance);
    }
}
