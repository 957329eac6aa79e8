using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>What follows when a car park's time for a message is over: the city brain is told that it does not have it.</summary>
internal sealed class DeadlineDesk(DownlinkStore store, Confirmations confirmations, TimeProvider time, ILogger<DeadlineDesk> logger)
{
    private const int MostAtOnce = 200;
    private const int Lanes = 8;

    // The host ends a function after 5 minutes; others wait for the queue meanwhile.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);

    /// <summary>Goes through all deadlines of a site that are over, for as long as may be; what is left then <c>WatchDownlinks</c> finds.</summary>
    public async Task RunAsync(SiteId site, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        IReadOnlyList<(string Row, DownlinkKey Key)> due;
        do
        {
            due = await store.DueAsync(site, time.GetUtcNow(), MostAtOnce, cancellationToken).ConfigureAwait(false);
            await ExpireAsync(due, cancellationToken).ConfigureAwait(false);
        }
        while (due.Count == MostAtOnce && time.GetElapsedTime(started) < LongestRun);
    }

    /// <summary>Asks for false, unless something is wanted already; says what is still to be said.</summary>
    /// <param name="key">The message.</param>
    /// <param name="receivedAt">The arrival that the time ran from: a later one has a deadline of its own.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task ExpireAsync(DownlinkKey key, DateTimeOffset receivedAt, CancellationToken cancellationToken) =>
        await confirmations.ApplyAsync(key, row => row.ReceivedAt == receivedAt ? Change(row) : new DownlinkChange(), cancellationToken).ConfigureAwait(false);

    private Task ExpireAsync(IReadOnlyList<(string Row, DownlinkKey Key)> due, CancellationToken cancellationToken) => due switch
    {
        [] => Task.CompletedTask,
        [var (row, key)] => ExpireAsync(row, key, cancellationToken),
        _ => Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken },
            async (deadline, token) => await ExpireAsync(deadline.Row, deadline.Key, token).ConfigureAwait(false)),
    };

    // Once it has expired, the list of open ones is what has it told again.
    private async Task ExpireAsync(string deadline, DownlinkKey key, CancellationToken cancellationToken)
    {
        var isKnown = false;
        await confirmations.ApplyAsync(
            key,
            row =>
            {
                var isItsDeadline = row.Deadline == deadline;
                isKnown |= isItsDeadline;
                return isItsDeadline ? Change(row) : new DownlinkChange();
            },
            cancellationToken).ConfigureAwait(false);
        if (!isKnown)
        {
            await store.ForgetDeadlineAsync(key.Site, deadline, cancellationToken).ConfigureAwait(false);
        }
    }

    private DownlinkChange Change(DownlinkRow row)
    {
        var change = new DownlinkChange();
        if (row.Deadline is not null)
        {
            change.Set(DownlinkRow.Columns.Deadline, string.Empty);
        }

        if (row.Wanted is null && !row.Key.Topic.IsOurs)
        {
            DownlinkLog.NotTaken(logger, row.Key.Site.Value, row.Key.Topic.Name, row.Key.RequestId);
            change.Set(DownlinkRow.Columns.Wanted, false);
        }

        return change;
    }
}
