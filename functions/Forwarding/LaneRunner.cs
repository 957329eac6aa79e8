using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Forwarding;

/// <summary>Runs the lanes of one pass side by side, each in its own order.</summary>
internal sealed class LaneRunner(RecordForwarder forwarder)
{
    /// <summary>Returns when every lane has ended or the pass is over.</summary>
    /// <param name="session">The drain.</param>
    /// <param name="lanes">What may go up.</param>
    /// <param name="passIsOver">True when no further record is to be begun.</param>
    public Task RunAsync(DrainSession session, IReadOnlyList<UidLane> lanes, Func<bool> passIsOver) =>
        Task.WhenAll(lanes.Select(lane => RunAsync(session, lane, passIsOver)));

    private async Task RunAsync(DrainSession session, UidLane lane, Func<bool> passIsOver)
    {
        if (lane.Arrival is null || await InTurnAsync(session, lane.Arrival, passIsOver).ConfigureAwait(false))
        {
            await Task.WhenAll(
                RunInOrderAsync(session, lane.Rest, passIsOver),
                RunInOrderAsync(session, lane.Photos, passIsOver)).ConfigureAwait(false);
        }
    }

    private async Task RunInOrderAsync(DrainSession session, IReadOnlyList<OutboxRow> rows, Func<bool> passIsOver)
    {
        foreach (var row in rows)
        {
            if (!await InTurnAsync(session, row, passIsOver).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    // True: the record has left the outbox, and what follows it may go.
    private async Task<bool> InTurnAsync(DrainSession session, OutboxRow row, Func<bool> passIsOver)
    {
        await session.Calls.WaitAsync().ConfigureAwait(false);
        try
        {
            return !passIsOver() && await forwarder.ForwardAsync(session, row).ConfigureAwait(false) == RecordEnd.Left;
        }
        finally
        {
            session.Calls.Release();
        }
    }
}
