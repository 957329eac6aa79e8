using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.Retention;

/// <summary>
/// How far removing has come, for each car park (rows <c>R|{what}</c> of the table <c>Reconciliations</c>): what may not be removed yet is passed by, and must not be looked at again by every run.
/// </summary>
internal sealed class RetentionCursors(ReconciliationStore store)
{
    private const string Prefix = "R|";
    private const string AfterColumn = "After";
    private const string DoneColumn = "Done";

    /// <summary>Behind which row to go on; null where all is done for a limit.</summary>
    public async Task<string?> FindAsync(SiteId site, string what, string limit, CancellationToken cancellationToken)
    {
        var row = (await store.Table.GetAsync(site.Value, Prefix + what, cancellationToken).ConfigureAwait(false)).Row;
        return row?.GetString(DoneColumn) == limit ? null : row?.GetString(AfterColumn) ?? string.Empty;
    }

    /// <summary>Notes where to go on; null: all is done for the limit.</summary>
    public Task NoteAsync(SiteId site, string what, string limit, string? after, CancellationToken cancellationToken)
    {
        var row = new TableEntity(site.Value, Prefix + what) { [AfterColumn] = after ?? string.Empty, [DoneColumn] = after is null ? limit : string.Empty };
        return store.Table.WriteAsync([new(TableTransactionActionType.UpsertReplace, row)], cancellationToken);
    }
}
