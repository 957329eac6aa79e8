using System.Diagnostics;

namespace HzFunctions.Bench.Sealing;

/// <summary>Measures how often something can be done.</summary>
internal static class Rate
{
    /// <summary>
    /// Per second of processor time, by one thread. Everything that the process burns counts, garbage collection included; what other
    /// processes burn does not, as with <c>openssl speed</c>.
    /// </summary>
    public static double OfOneThread(Action action, TimeSpan duration)
    {
        var burnt = Environment.CpuUsage.TotalTime;
        var count = Repeat(action, duration);
        return count / (Environment.CpuUsage.TotalTime - burnt).TotalSeconds;
    }

    /// <summary>Per second on the clock, by two threads.</summary>
    public static double OfTwoThreads(Action action, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = new long[2];
        var threads = counts.Select((_, index) => new Thread(() => counts[index] = Repeat(action, duration))).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static long Repeat(Action action, TimeSpan duration)
    {
        var count = 0L;
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration; count++)
        {
            action();
        }

        return count;
    }
}
