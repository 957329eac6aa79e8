using System.Runtime.CompilerServices;

namespace HzFunctions.Local.Tests.Conditions;

/// <summary>Waits for a condition of something that runs beside the test.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    public static Task IsTrueAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        IsTrueAsync(() => Task.FromResult(condition()), what);

    public static async Task IsTrueAsync(
        Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, $"Not within {Limit.TotalSeconds} s: {what}");
            await Task.Delay(Poll, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
