using Azure.Data.Tables;
using HzFunctions.Functions.Audit;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Retention;

/// <summary>
/// Removes old events with all that goes with them. Old is what belongs to a day that is long past and was accepted as long ago: an event that is sent in late stays as long as any
/// other, and so goes one whose clock was ahead. What is still on its way stays.
/// </summary>
internal sealed class JournalRetention(ITable table, EventJournal journal, StayRecords records, OldRows rows)
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
            row => OldRows.DeleteAsync(table, row, [], cancellationToken),
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
            return await OldRows.DeleteAsync(table, index, [], cancellationToken).ConfigureAwait(false);
        }

        if (record.State == JournalState.Pending || record.AcceptedAt >= before)
        {
            return false;
        }

        var past = await records.PastOfAsync(site, record, cancellationToken).ConfigureAwait(false);
        var companions = Companions(record).Concat(past.Select(life => Rows.Past(kind, key, life.Outbox)));
        return await OldRows.DeleteAsync(table, record.Copy(), companions, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<string> Companions(JournalRow record)
    {
        yield return Rows.Day(record.Day, record.Kind, record.Key);
        if (record.Uid is { } uid)
        {
            yield return Rows.Uid(uid, record.Kind, record.Key);
        }

        if (record.Passage is { } passage)
        {
            yield return Rows.Vehicle(passage, record.Kind, record.Key);
        }

        if (record.PlateHash is { } plate)
        {
            yield return Rows.Plate(plate, record.Kind, record.Key);
        }

        if (record.State == JournalState.Refused)
        {
            yield return Rows.Refused(record.Kind, record.Key);
        }
    }
}
