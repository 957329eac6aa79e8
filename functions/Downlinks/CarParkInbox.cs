using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>The inbox as a car park sees it: an order whose time is over is withdrawn by whoever finds it there, and shown to nobody.</summary>
internal sealed class CarParkInbox(DownlinkStore store, TimeProvider time)
{
    private const string Withdrawn = "withdrawn";

    /// <summary>The oldest messages that a car park does not have.</summary>
    public async Task<IReadOnlyList<InboxEntry>> ReadAsync(SiteId site, int take, CancellationToken cancellationToken)
    {
        var (now, valid) = (time.GetUtcNow(), new List<InboxEntry>());
        foreach (var entry in await store.InboxAsync(site, take, cancellationToken).ConfigureAwait(false))
        {
            if (now < entry.ValidUntil)
            {
                valid.Add(entry);
            }
            else if ((await store.FindAsync(entry.Key, cancellationToken).ConfigureAwait(false)).Row is { } row)
            {
                await TryWithdrawAsync(row, cancellationToken).ConfigureAwait(false);
            }
        }

        return valid;
    }

    /// <summary>Takes an order out of the inbox. False: its row has changed meanwhile.</summary>
    public async Task<bool> TryWithdrawAsync(DownlinkRow order, CancellationToken cancellationToken)
    {
        var change = new DownlinkChange().Set(DownlinkRow.Columns.InboxRow, string.Empty).Set(DownlinkRow.Columns.DeliveredBy, Withdrawn);
        return order.InboxRow is null || await store.UpdateAsync(order, change, cancellationToken).ConfigureAwait(false) is not null;
    }
}
