using HzFunctions.Durable.Generations;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>The generation of one day's orchestration, in the day's own row. It is raised only while the day is under way.</summary>
internal sealed class ReconciliationGenerations(ReconciliationStore store, SiteId site, string day, TimeProvider time) : IGenerationRows
{
    private ReconciliationRow? _read;

    public async Task<GenerationRow?> ReadAsync(string subject, CancellationToken cancellationToken)
    {
        _read = await store.FindAsync(site, day, cancellationToken).ConfigureAwait(false);
        return _read is { IsOver: false } ? new GenerationRow(_read.Generation, _read.ETag.ToString()) : null;
    }

    public async Task<bool> TryRaiseAsync(string subject, GenerationRow read, CancellationToken cancellationToken)
    {
        if (_read is not { } row || row.ETag.ToString() != read.Version)
        {
            return false;
        }

        // What the next one does at once is due now: else it would be found late at the next look.
        var change = new ReconciliationChange()
            .Set(ReconciliationRow.Columns.Generation, row.Generation + 1)
            .Set(ReconciliationRow.Columns.NextAt, time.GetUtcNow());
        return await store.UpdateAsync(row, change, cancellationToken).ConfigureAwait(false) is not null;
    }
}
