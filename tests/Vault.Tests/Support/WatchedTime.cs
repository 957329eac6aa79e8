using HzFunctions.Local.Tests.Conditions;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Vault.Tests.Support;

/// <summary>A clock that a test moves, and that tells when somebody waits for it.</summary>
internal sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private int _delays;

    // A limit of a whole load is a timer too, but nobody waits for it; delays of calls are the shorter ones.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < StaleCache<object>.TryAgainAfter)
        {
            Interlocked.Increment(ref _delays);
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Waits until so many delays have begun.</summary>
    public Task WaitedForAsync(int waits) => Eventually.IsTrueAsync(() => Volatile.Read(ref _delays) >= waits);

    /// <summary>Lets time pass until something is over.</summary>
    public Task PassUntilAsync(Task isOver) => Eventually.IsTrueAsync(async () =>
    {
        if (!isOver.IsCompleted)
        {
            Advance(Step);
            await Task.WhenAny(isOver, Task.Delay(Poll, System, TestContext.Current.CancellationToken));
        }

        return isOver.IsCompleted;
    });
}
