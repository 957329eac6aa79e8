using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Forwarding;

/// <summary>Runs the lanes of one pass side by side, each in its own order.</summary>
internal sealed class LaneRunner(ITable table, EventJournal journal, RecordForwarder forwarder, TimeProvider time)
{
    /// <summary>Returns when every lane has ended or the pass is over.</summary>
    /// <param name="session">The drain.</param>
    /// <param name="lanes">What may go up.</param>
    /// <param name="arrivalsMayLieBeyond">True when the outbox is longer than what was read of it.</param>
    /// <param name="passIsOver">True when no further record is to be begun.</param>
    public Task RunAsync(DrainSession session, IReadOnlyList<UidLane> lanes, bool arrivalsMayLieBeyond, Func<bool> passIsOver) =>
        Task.WhenAll(lanes.Select(lane => RunAsync(session, lane, arrivalsMayLieBeyond, passIsOver)));

    private async Task RunAsync(DrainSession session, UidLane lane, bool arrivalsMayLieBeyond, Func<bool> passIsOver)
    {
        var arrivalFirst = lane.Arrival is not null || (arrivalsMayLieBeyond && lane.Uid is not null);
        if (arrivalFirst && !await InTurnAsync(session, passIsOver, () => ForwardArrivalAsync(session, lane)).ConfigureAwait(false))
        {
            return;
        }

        await Task.WhenAll(
            RunInOrderAsync(session, lane.Rest, passIsOver),
            RunInOrderAsync(session, lane.Photos, passIsOver)).ConfigureAwait(false);
    }

    private async Task<RecordEnd> ForwardArrivalAsync(DrainSession session, UidLane lane)
    {
        var arrival = lane.Arrival;
        if (arrival is null)
        {
            var known = await journal.FindArrivalAsync(session.Site, lane.Uid!, CancellationToken.None).ConfigureAwait(false);
            arrival = known is { State: JournalState.Pending }
                ? await OutboxWindow.FindAsync(table, session.Site, known.Outbox, CancellationToken.None).ConfigureAwait(false)
                : null;
        }

        if (arrival is null)
        {
            return RecordEnd.Left;
        }

        if (arrival.NotBefore > time.GetUtcNow())
        {
            session.ArrivalDue = session.ArrivalDue < arrival.NotBefore ? session.ArrivalDue : arrival.NotBefore;
            return RecordEnd.HeldBack;
        }

        return await forwarder.ForwardAsync(session, arrival).ConfigureAwait(false);
    }

    private async Task RunInOrderAsync(DrainSession session, IReadOnlyList<OutboxRow> rows, Func<bool> passIsOver)
    {
        foreach (var row in rows)
        {
            if (!await InTurnAsync(session, passIsOver, () => forwarder.ForwardAsync(session, row)).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    // True: the record has left the outbox, and what follows it may go.
    private static async Task<bool> InTurnAsync(DrainSession session, Func<bool> passIsOver, Func<Task<RecordEnd>> forward)
    {
        await session.Calls.WaitAsync().ConfigureAwait(false);
        try
        {
            return !passIsOver() && await forward().ConfigureAwait(false) == RecordEnd.Left;
        }
        finally
        {
            session.Calls.Release();
        }
    }
}
