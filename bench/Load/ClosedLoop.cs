using System.Diagnostics;

namespace HzFunctions.Bench.Load;

/// <summary>So many callers, each beginning its next call when its last has ended.</summary>
internal static class ClosedLoop
{
    /// <summary>Makes the calls numbered from <paramref name="first"/>; returns how many ended per second.</summary>
    public static async Task<double> RunAsync(
        int callers, int first, int count, Func<int, CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = callers, CancellationToken = cancellationToken },
            async (number, token) => await call(number, token));
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
