using System.Diagnostics;

namespace HzFunctions.Bench.Load;

/// <summary>Calls that begin at a steady rate, whether or not earlier ones have ended.</summary>
internal static class OpenLoop
{
    /// <summary>Makes the calls numbered from <paramref name="first"/>; each one's time counts from when it was due.</summary>
    public static async Task<Latencies> RunAsync(
        double perSecond,
        int first,
        int count,
        Func<int, CancellationToken, Task> call,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var calls = new Task<TimeSpan>[count];
        var started = Stopwatch.GetTimestamp();
        for (var index = 0; index < count; index++)
        {
            var due = TimeSpan.FromSeconds(index / perSecond);
            var early = due - Stopwatch.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
            {
                // Timers know whole milliseconds: rather late, which counts, than early.
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(early.TotalMilliseconds)), time, cancellationToken);
            }

            calls[index] = TimeAsync(started, due, call(first + index, cancellationToken));
        }

        return new Latencies(await Task.WhenAll(calls));
    }

    private static async Task<TimeSpan> TimeAsync(long started, TimeSpan due, Task call)
    {
        await call;
        return Stopwatch.GetElapsedTime(started) - due;
    }
}
