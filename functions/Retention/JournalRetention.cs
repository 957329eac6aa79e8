using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Retention;

/// <summary>
/// Removes old events with all that goes with them. Old is what belongs to a day that is long past and was accepted as long ago: an event that is sent in late stays as long as any
/// other, and so goes one whose clock was ahead. What is still on its way stays.
/// </summary>
internal sealed class JournalRetention(ITable table, EventJournal journal, OldRows rows)
{
    private const string DayPrefix = "D|";

    /// <summary>Goes on with a car park.</summary>
    /// <param name="site">The car park.</param>
    /// <param name="oldest">The first day that is kept.</param>
    /// <param name="today">Days after the next are none that an event can belong to.</param>
    /// <param name="before">What was accepted before this is old.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<int> RemoveAsync(SiteId site, DateOnly oldest, DateOnly today, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var days = RowRange.StartingWith(site.Value, DayPrefix);
        var limit = BusinessDays.Text(oldest);
        await rows.RemoveAsync(
            table,
            RowRange.StartingWith(site.Value, Rows.ChangedDayPrefix) with { To = Rows.ChangedDay(limit) },
            "marks",
            limit,
            row => table.RemoveAsync(row, [], cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return await rows.RemoveAsync(
                table, days with { To = DayPrefix + limit }, "journal", limit, row => RemoveAsync(site, row, before, cancellationToken), cancellationToken).ConfigureAwait(false)
            + await rows.RemoveAsync(
                table,
                days with { From = DayPrefix + BusinessDays.Text(today.AddDays(2)) },
                "journal of the future",
                limit,
                row => RemoveAsync(site, row, before, cancellationToken),
                cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> RemoveAsync(SiteId site, TableEntity index, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (kind, key) = Rows.KindAndKey(index.RowKey);
        var record = await journal.FindAsync(site, kind, key, cancellationToken).ConfigureAwait(false);
        if (record is null || Rows.Day(record.Day, kind, key) != index.RowKey)
        {
            return await table.RemoveAsync(index, [], cancellationToken).ConfigureAwait(false);
        }

        if (record.State == JournalState.Pending || record.AcceptedAt >= before)
        {
            return false;
        }

        await table.RemoveAllAsync(RowRange.StartingWith(site.Value, Rows.PastPrefix(kind, key)), cancellationToken).ConfigureAwait(false);
        return await table.RemoveAsync(record.Copy(), JournalChanges.Companions(record), cancellationToken).ConfigureAwait(false);
    }
}
