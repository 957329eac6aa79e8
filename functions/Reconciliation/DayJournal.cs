using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>
/// Reads a business day out of the journal: its index and the list of dead letters, side by side, since both have the same order. Nothing is kept of
/// what was read, so the memory does not grow with the day.
/// </summary>
internal sealed class DayJournal(ITable table)
{
    private static readonly string[] OutboxColumns = ["RowKey", "Kind", OutboxRow.DayColumn];
    private static readonly string[] RefusedColumns = ["RowKey", DayEntry.DayColumn];

    /// <summary>True while a record of the day waits in the outbox.</summary>
    public async Task<bool> IsPendingAsync(SiteId site, string day, CancellationToken cancellationToken)
    {
        await foreach (var row in table.ReadAllAsync(RowRange.StartingWith(site.Value, Rows.OutboxPrefix), OutboxColumns, cancellationToken).ConfigureAwait(false))
        {
            if (row.GetString(OutboxRow.DayColumn) == day && RecordKind.IsReconciled(row.GetString("Kind")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Counts a day; each dead letter of it is told on the way.</summary>
    public async Task<DayCounts> CountAsync(SiteId site, string day, Action<DayEntry> deadLetter, CancellationToken cancellationToken)
    {
        var numbers = new Dictionary<DayPart, int>();
        var (total, deadLetters) = (0L, 0);
        foreach (var part in DayPart.All)
        {
            await foreach (var record in ReadAsync(site, day, part, cancellationToken).ConfigureAwait(false))
            {
                numbers[part] = numbers.GetValueOrDefault(part) + (record.Counts ? 1 : 0);
                total += record.Counts ? record.Entry.Amount : 0;
                if (record.IsDeadLetter)
                {
                    deadLetters++;
                    deadLetter(record.Entry);
                }
            }
        }

        return new DayCounts(Of(DayPart.Arrivals), Of(DayPart.Departures), Of(DayPart.Photos), Of(DayPart.Payments), total, deadLetters);

        int Of(DayPart part) => numbers.GetValueOrDefault(part);
    }

    /// <summary>The records of one part of a day, in the order of their keys.</summary>
    public async IAsyncEnumerable<DayRecord> ReadAsync(
        SiteId site, string day, DayPart part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var refusedRange = RowRange.StartingWith(site.Value, Rows.Refused(part.Kind, string.Empty));
        var refused = table.ReadAllAsync(refusedRange, RefusedColumns, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (refused.ConfigureAwait(false))
        {
            var next = await NextOfDayAsync(refused, day).ConfigureAwait(false);
            var entries = table.ReadAllAsync(RowRange.StartingWith(site.Value, Rows.DayPrefix(day, part.Kind)), columns: null, cancellationToken);
            await foreach (var row in entries.ConfigureAwait(false))
            {
                var entry = DayEntry.Read(row);
                while (next is not null && string.CompareOrdinal(next, entry.Key) < 0)
                {
                    next = await NextOfDayAsync(refused, day).ConfigureAwait(false);
                }

                yield return new DayRecord(entry, next == entry.Key);
            }
        }
    }

    // The key of the next dead letter of the day; null: there are no more.
    private static async ValueTask<string?> NextOfDayAsync(IAsyncEnumerator<TableEntity> refused, string day)
    {
        while (await refused.MoveNextAsync().ConfigureAwait(false))
        {
            if (refused.Current.GetString(DayEntry.DayColumn) == day)
            {
                return Rows.KindAndKey(refused.Current.RowKey).Key;
            }
        }

        return null;
    }
}
