using Azure.Data.Tables;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Journal;

/// <summary>Lists dead letters, sends them again, gives them up.</summary>
internal sealed class DeadLetterDesk(ITable table, EventJournal journal, SequenceSource sequences, TimeProvider time)
{
    /// <summary>The dead letters of a site, in the order of kind and key.</summary>
    /// <param name="site">The site.</param>
    /// <param name="after">Kind and key of the last that is known already, or null.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<JournalRow>> ListAsync(
        SiteId site, (string Kind, string Key)? after, int take, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, Rows.RefusedPrefix);
        if (after is { } last)
        {
            range = range.After(Rows.Refused(last.Kind, last.Key));
        }

        var letters = new List<JournalRow>();
        foreach (var row in await table.ReadAsync(range, take, ["RowKey"], cancellationToken).ConfigureAwait(false))
        {
            var (kind, key) = Rows.KindAndKey(row.RowKey);
            if (await journal.FindAsync(site, kind, key, cancellationToken).ConfigureAwait(false) is { State: JournalState.Refused } record)
            {
                letters.Add(record);
            }
        }

        return letters;
    }

    /// <summary>How many dead letters a site has; counting ends at <paramref name="most"/>.</summary>
    public async Task<int> CountAsync(SiteId site, int most, CancellationToken cancellationToken) =>
        (await table.ReadAsync(RowRange.StartingWith(site.Value, Rows.RefusedPrefix), most, ["RowKey"], cancellationToken).ConfigureAwait(false)).Count;

    /// <summary>Puts a dead letter back into the outbox. False: it is no longer a dead letter.</summary>
    public async Task<bool> ReplayAsync(SiteId site, JournalRow letter, string actor, CancellationToken cancellationToken)
    {
        var changes = JournalChanges.BackToOutbox(site, letter, sequences.Next(letter.Kind), time.GetUtcNow());
        ((TableEntity)changes[0].Entity)[JournalRow.Columns.Actor] = actor;
        return (await table.WriteAsync(changes, cancellationToken).ConfigureAwait(false)).Done;
    }

    /// <summary>Gives a dead letter up. False: it is no longer a dead letter.</summary>
    public async Task<bool> DiscardAsync(SiteId site, JournalRow letter, string reason, string actor, CancellationToken cancellationToken)
    {
        var change = letter.Change();
        change[JournalRow.Columns.State] = JournalStates.Text(JournalState.Discarded);
        change[JournalRow.Columns.DecidedAt] = time.GetUtcNow();
        change[JournalRow.Columns.Reason] = reason;
        change[JournalRow.Columns.Actor] = actor;
        List<TableTransactionAction> changes =
        [
            new(TableTransactionActionType.UpdateMerge, change, letter.ETag),
            .. JournalChanges.LeaveState(site, letter),
            JournalChanges.NotCounted(site, letter),
        ];
        return (await table.WriteAsync(changes, cancellationToken).ConfigureAwait(false)).Done;
    }
}
