using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Forwarding;

/// <summary>A lease that this drain holds.</summary>
internal sealed class SiteLease(ITable table, TimeProvider time, SiteId site, SiteMemory memory, ETag etag, long writtenAt)
{
    // What a call's time limit must leave of the lease, so that no call is still under way when another drain begins.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly OneAtATime _renewals = new();
    private ETag _etag = etag;

    // Taken before the row was written: the lease lasts at least so long from here.
    private long _writtenAt = writtenAt;

    /// <summary>True when someone else has, or may have, taken the lease.</summary>
    public bool Lost { get; private set; }

    /// <summary>What this drain leaves for the next.</summary>
    public SiteMemory Memory { get; set; } = memory;

    /// <summary>
    /// Makes sure that a call with this time limit may start now, renewing the lease where needed. False: stop.
    /// </summary>
    public async Task<bool> CoversAsync(TimeSpan callTimeLimit, CancellationToken cancellationToken)
    {
        if (!Lost && Covers(callTimeLimit))
        {
            return true;
        }

        return await _renewals.RunAsync(async () => !Lost && (Covers(callTimeLimit)
            || (await WriteAsync(held: true, cancellationToken).ConfigureAwait(false) && Covers(callTimeLimit)))).ConfigureAwait(false);
    }

    /// <summary>Says that a write showed the journal in other hands.</summary>
    public void GiveUp() => Lost = true;

    /// <summary>
    /// Gives the lease back. False: it was lost, and whoever has it will look at the outbox after us. A lease that was given up in
    /// doubt is released too where it turns out to be ours still.
    /// </summary>
    public Task<bool> ReleaseAsync(CancellationToken cancellationToken) => WriteAsync(held: false, cancellationToken);

    private bool Covers(TimeSpan callTimeLimit) =>
        time.GetElapsedTime(_writtenAt) + callTimeLimit + Margin <= SiteLeases.Duration;

    private async Task<bool> WriteAsync(bool held, CancellationToken cancellationToken)
    {
        var before = time.GetTimestamp();
        var change = new TableTransactionAction(TableTransactionActionType.UpdateReplace, Memory.ToRow(site, held), _etag);
        var written = await table.WriteAsync([change], cancellationToken).ConfigureAwait(false);
        if (!written.Done)
        {
            Lost = true;
            return false;
        }

        _etag = written.ETags[0];
        _writtenAt = before;
        return true;
    }
}
