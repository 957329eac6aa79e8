namespace HzFunctions.Local.CarParkSimulator.Traffic;

/// <summary>How long a car park waits before it sends something again: doubling from 200 ms to 5 s, spread by a quarter.</summary>
internal static class RetryDelay
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="attempt">The attempt that was not answered, from 1.</param>
    /// <param name="asked">What the gateway asked for by Retry-After.</param>
    /// <param name="random">Where chance comes from.</param>
    public static TimeSpan After(int attempt, TimeSpan? asked, Random random)
    {
        var doubled = First * Math.Pow(2, Math.Min(attempt - 1, 10));
        var spread = (doubled < Longest ? doubled : Longest) * (0.75 + (random.NextDouble() / 2));
        return asked > spread ? asked.Value : spread;
    }
}
