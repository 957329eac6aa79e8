using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>
/// Gives the drain a moment to send what is still on its way of a uid, before a command about that uid goes up: the city brain cannot
/// take money for a stay of which it has not heard.
/// </summary>
internal sealed class UidHeadStart(
    ITable table, EventJournal journal, IBell bell, DirectCallOptions options, TimeProvider time, ILogger<UidHeadStart> logger)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    // A stay has an arrival, a departure, a payment and a few photos.
    private const int MostRecordsOfAUid = 20;

    /// <summary>Returns when nothing of the uid is pending any more, or the time for it is over.</summary>
    public async Task GiveAsync(SiteId site, string uid, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var rung = false;
        while (time.GetElapsedTime(started) < options.HeadStart
            && await IsPendingAsync(site, uid, cancellationToken).ConfigureAwait(false))
        {
            if (!rung)
            {
                await bell.TryRingAsync(site, logger).ConfigureAwait(false);
                rung = true;
            }

            await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsPendingAsync(SiteId site, string uid, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, Rows.UidPrefix(uid));
        foreach (var index in await table.ReadAsync(range, MostRecordsOfAUid, ["RowKey"], cancellationToken).ConfigureAwait(false))
        {
            var (kind, key) = Rows.KindAndKey(index.RowKey);
            if (await journal.FindAsync(site, kind, key, cancellationToken).ConfigureAwait(false) is { State: JournalState.Pending })
            {
                return true;
            }
        }

        return false;
    }
}
