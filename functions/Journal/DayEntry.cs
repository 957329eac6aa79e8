using Azure.Data.Tables;

namespace HzFunctions.Functions.Journal;

/// <summary>
/// A row of the index by business day (<c>D|{day}|{kind}|{key}</c>): what the daily reconciliation has to know of a record, so that it reads a day and not the journal.
/// Whether the record is up follows from the outbox and the list of dead letters.
/// </summary>
/// <param name="Kind">The interface's name.</param>
/// <param name="Key">The record's key within its kind.</param>
/// <param name="Uid">流水号, or null.</param>
/// <param name="Amount">What was paid, in fen; 0 for what is no payment.</param>
/// <param name="IsDiscarded">Whether operations have given it up.</param>
internal readonly record struct DayEntry(string Kind, string Key, string? Uid, long Amount, bool IsDiscarded)
{
    /// <summary>The business day in other lists, yyyyMMdd.</summary>
    public const string DayColumn = OutboxRow.DayColumn;

    private const string UidColumn = "Uid";
    private const string AmountColumn = "Amount";
    private const string DiscardedColumn = "Discarded";

    /// <summary>The row of an accepted record.</summary>
    public static TableEntity Of(SiteId site, EventRecord record) => new(site.Value, Rows.Day(record.Day, record.Kind, record.Key))
    {
        [UidColumn] = record.Uid,
        [AmountColumn] = record.Amount,
    };

    /// <summary>The change that says that a record was given up.</summary>
    public static TableEntity Discarded(SiteId site, JournalRow record) =>
        new(site.Value, Rows.Day(record.Day, record.Kind, record.Key)) { [DiscardedColumn] = true };

    public static DayEntry Read(TableEntity row)
    {
        var (kind, key) = Rows.KindAndKey(row.RowKey);
        return new DayEntry(kind, key, row.GetString(UidColumn), row.GetInt64(AmountColumn) ?? 0, row.GetBoolean(DiscardedColumn) ?? false);
    }
}
