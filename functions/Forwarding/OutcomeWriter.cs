using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Forwarding;

/// <summary>
/// Writes what became of a record, under the ETag with which the record was read before the call: the answer to revision 1 never
/// marks revision 2, and a drain that has lost its lease marks nothing. Each method returns false in these cases.
/// </summary>
internal sealed class OutcomeWriter(ITable table, OutboxMetrics metrics, TimeProvider time)
{
    /// <summary>The record has left the outbox for good.</summary>
    public async Task<bool> DecideAsync(
        SiteId site, JournalRow record, OutboxRow row, JournalState state, Verdict verdict, CancellationToken cancellationToken)
    {
        var change = Change(record, verdict);
        change[JournalRow.Columns.State] = JournalStates.Text(state);
        change[JournalRow.Columns.DecidedAt] = time.GetUtcNow();
        List<TableTransactionAction> changes =
        [
            new(TableTransactionActionType.UpdateMerge, change, record.ETag),
            new(TableTransactionActionType.Delete, row.Gone(site), ETag.All),
        ];
        if (state == JournalState.Refused)
        {
            changes.Add(new(TableTransactionActionType.UpsertReplace, JournalChanges.Refused(site, record)));
        }

        var written = await WriteAsync(changes, cancellationToken).ConfigureAwait(false);
        if (written && state == JournalState.Refused)
        {
            metrics.Refused();
        }

        return written;
    }

    /// <summary>The record stays in the outbox and is tried again later.</summary>
    public Task<bool> HoldBackAsync(
        SiteId site, JournalRow record, OutboxRow row, Verdict verdict, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        var change = Change(record, verdict);
        change[JournalRow.Columns.FirstFailedAt] = record.FirstFailedAt ?? time.GetUtcNow();
        return WriteAsync(
            [
                new(TableTransactionActionType.UpdateMerge, change, record.ETag),
                new(TableTransactionActionType.UpdateMerge, row.HeldBack(site, notBefore), ETag.All),
            ],
            cancellationToken);
    }

    /// <summary>Removes an outbox row whose record has moved on without it.</summary>
    public Task<bool> DropAsync(SiteId site, OutboxRow row, CancellationToken cancellationToken) =>
        WriteAsync([new(TableTransactionActionType.Delete, row.Gone(site), ETag.All)], cancellationToken);

    private static TableEntity Change(JournalRow record, Verdict verdict)
    {
        var change = record.Change();
        change[JournalRow.Columns.Attempts] = record.Attempts + (verdict.Answered ? 1 : 0);
        change[JournalRow.Columns.ResultCode] = verdict.ResultCode;
        change[JournalRow.Columns.Words] = verdict.Words;
        return change;
    }

    private async Task<bool> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken) =>
        (await table.WriteAsync(changes, cancellationToken).ConfigureAwait(false)).Done;
}
