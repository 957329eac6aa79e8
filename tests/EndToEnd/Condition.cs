using System.Diagnostics;

namespace HzFunctions.EndToEnd;

/// <summary>Waits until something holds.</summary>
internal static class Condition
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns how long it took; fails, naming what was waited for, when it takes longer than allowed.</summary>
    public static async Task<TimeSpan> HoldsAsync(string what, TimeSpan within, Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await TryAsync(condition))
        {
            Assert.True(watch.Elapsed < within, $"waited {within.TotalSeconds:F0} s in vain until {what}");
            await Task.Delay(Poll, TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return watch.Elapsed;
    }

    // What is being killed on purpose does not answer for a while.
    private static async Task<bool> TryAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }
    }
}
