namespace HzFunctions.Local.FunctionsHost.Timers;

/// <summary>Remembers when a timer ran, so that an occurrence missed while the host was away is made up for, once.</summary>
internal sealed class TimerMonitor(string functionName, TimerSchedule schedule, TimerStatusStore store, TimeProvider time)
{
    /// <summary>What is remembered; null before <see cref="CheckPastDueAsync"/>.</summary>
    public TimerStatus? Status { get; private set; }

    /// <summary>Whether an occurrence was missed. A timer that was never seen, or whose schedule was changed, starts afresh.</summary>
    public async Task<bool> CheckPastDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Status = await store.ReadAsync(functionName, cancellationToken);
        var basis = Status switch
        {
            null => now,
            { Last: var last } when last == default => Instant(Status.LastUpdated),
            _ => Instant(Status.Last),
        };
        var next = NextAfter(basis);
        if (Status?.Next != next)
        {
            Status = new TimerStatus(Status?.Last ?? default, next, now.UtcDateTime);
            await store.WriteAsync(functionName, Status, cancellationToken);
        }

        return now > Instant(next);
    }

    /// <summary>Remembers a run of the occurrence that was due at an instant.</summary>
    public Task RecordAsync(DateTimeOffset occurrence, CancellationToken cancellationToken)
    {
        Status = new TimerStatus(occurrence.UtcDateTime, NextAfter(occurrence), time.GetUtcNow().UtcDateTime);
        return store.WriteAsync(functionName, Status, cancellationToken);
    }

    private static DateTimeOffset Instant(DateTime written) => new(DateTime.SpecifyKind(written, DateTimeKind.Utc));

    private DateTime NextAfter(DateTimeOffset instant) => schedule.NextAfter(instant)?.UtcDateTime ?? DateTime.MaxValue;
}
