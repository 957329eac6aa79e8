using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Forwarding;

/// <summary>
/// The right to forward for a site: row <c>L</c>, 15 s, renewed while in use. Whether a lease has expired is judged by the storage
/// service's clock alone (the row's Timestamp against the answer's Date), since the clocks of two processes need not agree.
/// </summary>
internal sealed class SiteLeases(ITable table, TimeProvider time)
{
    /// <summary>How long a lease lasts without renewal.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    // The Date header has whole seconds.
    private static readonly TimeSpan ClockGrain = TimeSpan.FromSeconds(1);

    /// <summary>What the lease row says now; null when the site never had one.</summary>
    public async Task<LeaseView?> ViewAsync(SiteId site, CancellationToken cancellationToken)
    {
        var read = await table.GetAsync(site.Value, Rows.Lease, cancellationToken).ConfigureAwait(false);
        return read.Row is null ? null : LeaseView.Read(read.Row, read.ServerTime);
    }

    /// <summary>Takes the lease, or returns null when it is held or the site is backing off.</summary>
    public async Task<SiteLease?> TryTakeAsync(SiteId site, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(site, cancellationToken).ConfigureAwait(false);
        if (view is not null && (IsHeld(view) || view.Memory.BackOffUntil > time.GetUtcNow()))
        {
            return null;
        }

        var memory = view?.Memory ?? SiteMemory.Fresh;
        var row = memory.ToRow(site, held: true);
        var change = view is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, view.ETag);
        var before = time.GetTimestamp();
        var written = await table.WriteAsync([change], cancellationToken).ConfigureAwait(false);
        return written.Done ? new SiteLease(table, time, site, memory, written.ETags[0], before) : null;
    }

    /// <summary>True when a holder may still be at work.</summary>
    public static bool IsHeld(LeaseView view) => view.Held && view.ServerTime - view.WrittenAt <= Duration + ClockGrain;
}
