using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Retention;

/// <summary>Removes old reconciliations and what they found.</summary>
internal sealed class ReconciliationRetention(ReconciliationStore store, OldRows rows)
{
    /// <summary>Goes on with a car park.</summary>
    public async Task<int> RemoveAsync(SiteId site, DateOnly oldest, CancellationToken cancellationToken)
    {
        var limit = BusinessDays.Text(oldest);
        var removed = 0;
        foreach (var prefix in new[] { ReconciliationRows.FindingPrefix, ReconciliationRows.DayPrefix })
        {
            removed += await rows.RemoveAsync(
                store.Table,
                RowRange.StartingWith(site.Value, prefix) with { To = prefix + limit },
                $"reconciliations {prefix[0]}",
                limit,
                row => store.Table.RemoveAsync(row, [], cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }
}
