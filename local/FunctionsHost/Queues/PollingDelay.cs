namespace HzFunctions.Local.FunctionsHost.Queues;

/// <summary>How long to wait before the next look at a queue: ever longer while it is empty, up to maxPollingInterval.</summary>
internal sealed class PollingDelay(TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private TimeSpan _next = Shortest;

    /// <summary>The delay after a look that found nothing.</summary>
    public TimeSpan AfterNothing()
    {
        var delay = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, longest.Ticks));
        return delay;
    }

    /// <summary>Something was found: the next empty look waits shortest again.</summary>
    public void Reset() => _next = Shortest;
}
