namespace HzFunctions.Local.FunctionsHost.Durable.Timers;

/// <summary>
/// Calls back at instants, never early. It sleeps until the next one, and looks at the clock once an hour in case that was set.
/// What it knows is in the histories: a host that starts tells it again.
/// </summary>
internal sealed class DueTimers(TimeProvider time)
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<Action, DateTimeOffset> _due = new();
    private TaskCompletionSource _earlier = NewSignal();

    /// <summary>Adds a callback, which must return at once.</summary>
    public void Add(DateTimeOffset instant, Action callback)
    {
        lock (_gate)
        {
            _due.Enqueue(callback, instant);
            _due.TryPeek(out _, out var first);
            if (first >= instant)
            {
                _earlier.TrySetResult();
            }
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (sleep, earlier) = CallDue();
            using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(Task.Delay(sleep, time, woken.Token), earlier);
            cancellationToken.ThrowIfCancellationRequested();
            await woken.CancelAsync();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (TimeSpan Sleep, Task Earlier) CallDue()
    {
        lock (_gate)
        {
            _earlier = _earlier.Task.IsCompleted ? NewSignal() : _earlier;
            while (_due.TryPeek(out var callback, out var instant))
            {
                var left = instant - time.GetUtcNow();
                if (left > TimeSpan.Zero)
                {
                    return (left < LongestSleep ? left : LongestSleep, _earlier.Task);
                }

                _due.Dequeue();
                callback();
            }

            return (LongestSleep, _earlier.Task);
        }
    }
}
