using System.Diagnostics;

namespace HzFunctions.Bench.Validation;

/// <summary>Runs something over and over on one thread, and says how often per second at best.</summary>
internal static class MeasuredLoop
{
    private const int Rounds = 5;
    private const int CallsBetweenLooks = 256;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>Calls per second of the best of several rounds of a second, after one to warm up.</summary>
    public static double BestRate(Action call)
    {
        Rate(call);
        return Enumerable.Range(0, Rounds).Max(_ => Rate(call));
    }

    private static double Rate(Action call)
    {
        var calls = 0L;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Round)
        {
            for (var index = 0; index < CallsBetweenLooks; index++)
            {
                call();
            }

            calls += CallsBetweenLooks;
        }

        return calls / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
