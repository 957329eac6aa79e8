using HzFunctions.Durable.Generations;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>The generation of one bill's orchestration, in the bill's own row. It is raised only while the bill is open.</summary>
internal sealed class BillGenerations(BillStore store, SiteId site, string billId, string reason, TimeProvider time) : IGenerationRows
{
    private BillRow? _read;

    public async Task<GenerationRow?> ReadAsync(string subject, CancellationToken cancellationToken)
    {
        (_read, _) = await store.FindAsync(site, billId, cancellationToken).ConfigureAwait(false);
        return _read is { IsDriven: true } ? new GenerationRow(_read.Generation, _read.ETag.ToString()) : null;
    }

    public async Task<bool> TryRaiseAsync(string subject, GenerationRow read, CancellationToken cancellationToken)
    {
        if (_read is not { } bill || bill.ETag.ToString() != read.Version)
        {
            return false;
        }

        // What the next one does at once is due now: else Watch would find it late at its next look.
        var now = time.GetUtcNow();
        var change = new BillChange()
            .Set(BillRow.Columns.Generation, bill.Generation + 1)
            .Set(BillRow.Columns.NextAt, now)
            .Say(now, BillEvents.Superseded, reason);
        return await store.UpdateAsync(bill, change, cancellationToken).ConfigureAwait(false) is not null;
    }
}
