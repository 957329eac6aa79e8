using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Execution;

/// <summary>Events raised from outside, and who waits for them. Names compare without regard to case.</summary>
internal sealed class ExternalEvents
{
    private readonly Dictionary<string, List<TaskCompletionSource<string?>>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<HistoryEvent> _unconsumed = [];

    /// <summary>Whether the code waits for any.</summary>
    public bool AreAwaited => _waiters.Values.Any(waiters => waiters.Exists(waiter => !waiter.Task.IsCompleted));

    /// <summary>What nobody has taken, in the order of arrival.</summary>
    public IEnumerable<HistoryEvent> Unconsumed => _unconsumed;

    /// <summary>Takes the oldest event of the name, or waits for the next.</summary>
    public Task<string?> WaitAsync(string name, CancellationToken cancellationToken)
    {
        for (var node = _unconsumed.First; node is not null; node = node.Next)
        {
            if (string.Equals(node.Value.EventRaised.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                _unconsumed.Remove(node);
                return Task.FromResult<string?>(node.Value.EventRaised.Input);
            }
        }

        return Enlist(name, cancellationToken);
    }

    /// <summary>Gives an event to the latest waiter that still waits, or keeps it.</summary>
    public void Raise(HistoryEvent raised)
    {
        if (_waiters.TryGetValue(raised.EventRaised.Name, out var waiters))
        {
            while (waiters.Count > 0)
            {
                var latest = waiters[^1];
                waiters.RemoveAt(waiters.Count - 1);
                if (latest.TrySetResult(raised.EventRaised.Input))
                {
                    return;
                }
            }
        }

        Keep(raised);
    }

    /// <summary>Keeps an event for the next execution, whoever waits in this one.</summary>
    public void Keep(HistoryEvent raised) => _unconsumed.AddLast(raised);

    private Task<string?> Enlist(string name, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource<string?>();
        if (!_waiters.TryGetValue(name, out var waiters))
        {
            _waiters.Add(name, waiters = []);
        }

        waiters.Add(waiter);
        cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken));
        return waiter.Task;
    }
}
