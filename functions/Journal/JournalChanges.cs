using Azure;
using Azure.Data.Tables;

namespace HzFunctions.Functions.Journal;

/// <summary>
/// The changes that transactions on the journal are made of. Outbox row and list of dead letters always change in the same
/// transaction as the journal row, under its ETag: so each agrees with the journal row's state at every moment.
/// </summary>
internal static class JournalChanges
{
    /// <summary>The index rows by business day, by uid, and by vehicle or plate.</summary>
    public static IEnumerable<TableTransactionAction> Indexes(SiteId site, EventRecord record)
    {
        yield return Put(DayEntry.Of(site, record));
        if (record.Uid is not null)
        {
            yield return Put(new TableEntity(site.Value, Rows.Uid(record.Uid, record.Kind, record.Key)));
        }

        if (record.Passage is { } passage)
        {
            yield return Put(new TableEntity(site.Value, Rows.Vehicle(passage, record.Kind, record.Key)));
        }

        if (record.PlateHash is not null)
        {
            yield return Put(new TableEntity(site.Value, Rows.Plate(record.PlateHash, record.Kind, record.Key)));
        }
    }

    /// <summary>Removes the index rows that no longer hold for the new content.</summary>
    public static IEnumerable<TableTransactionAction> StaleIndexes(SiteId site, JournalRow known, EventRecord record)
    {
        if (known.Day != record.Day)
        {
            yield return Remove(site, Rows.Day(known.Day, known.Kind, known.Key));
        }

        if (known.Uid is not null && known.Uid != record.Uid)
        {
            yield return Remove(site, Rows.Uid(known.Uid, known.Kind, known.Key));
        }

        if (known.Passage is { } passage && passage != record.Passage)
        {
            yield return Remove(site, Rows.Vehicle(passage, known.Kind, known.Key));
        }

        if (known.PlateHash is { } plate && plate != record.PlateHash)
        {
            yield return Remove(site, Rows.Plate(plate, known.Kind, known.Key));
        }
    }

    /// <summary>Keeps what a record was, in a transaction that writes over it under its ETag.</summary>
    public static TableTransactionAction KeepPast(JournalRow known) => Put(known.Past());

    /// <summary>The keys of the rows that stand beside a record: by which it is found, and the one of its state.</summary>
    public static IEnumerable<string> Companions(JournalRow known)
    {
        yield return Rows.Day(known.Day, known.Kind, known.Key);
        if (known.Uid is { } uid)
        {
            yield return Rows.Uid(uid, known.Kind, known.Key);
        }

        if (known.Passage is { } passage)
        {
            yield return Rows.Vehicle(passage, known.Kind, known.Key);
        }

        if (known.PlateHash is { } plate)
        {
            yield return Rows.Plate(plate, known.Kind, known.Key);
        }

        if (OfState(known) is { } state)
        {
            yield return state;
        }
    }

    /// <summary>Removes the row that goes with the present state, in a transaction that gives the journal row another.</summary>
    public static IEnumerable<TableTransactionAction> LeaveState(SiteId site, JournalRow known) => OfState(known) is { } row ? [Remove(site, row)] : [];

    /// <summary>
    /// Marks each of the days that is over: what was reconciled of it may no longer hold. A mark is written anew each time, so that whoever saw the
    /// one before does not remove it.
    /// </summary>
    public static IEnumerable<TableTransactionAction> ChangedDays(SiteId site, string kind, DateTimeOffset now, params IEnumerable<string> days)
    {
        var today = BusinessDays.Of(now);
        return RecordKind.IsReconciled(kind)
            ? days.Distinct().Where(day => string.CompareOrdinal(day, today) < 0).Select(day => Put(new TableEntity(site.Value, Rows.ChangedDay(day))))
            : [];
    }

    /// <summary>The row in the list of dead letters.</summary>
    public static TableEntity Refused(SiteId site, JournalRow record) =>
        new(site.Value, Rows.Refused(record.Kind, record.Key)) { [DayEntry.DayColumn] = record.Day };

    /// <summary>A record that was given up counts no more in its day.</summary>
    public static TableTransactionAction NotCounted(SiteId site, JournalRow known) =>
        new(TableTransactionActionType.UpsertMerge, DayEntry.Discarded(site, known));

    /// <summary>Puts a record that had left the outbox back into it: a resend or a replay.</summary>
    public static List<TableTransactionAction> BackToOutbox(SiteId site, JournalRow known, string sequence, DateTimeOffset now)
    {
        var change = known.Copy();
        change[JournalRow.Columns.State] = JournalStates.Text(JournalState.Pending);
        change[JournalRow.Columns.Outbox] = sequence;
        change[JournalRow.Columns.Attempts] = 0;
        change.Remove(JournalRow.Columns.FirstFailedAt);
        change.Remove(JournalRow.Columns.Actor);
        return
        [
            new(TableTransactionActionType.UpdateReplace, change, known.ETag),
            new(TableTransactionActionType.Add, OutboxRow.New(site, sequence, known.Kind, known.Key, known.Uid, known.Day, known.Revision)),
            KeepPast(known),
            .. LeaveState(site, known),
            .. ChangedDays(site, known.Kind, now, known.Day),
        ];
    }

    private static string? OfState(JournalRow known) => known.State switch
    {
        JournalState.Pending => Rows.Outbox(known.Outbox),
        JournalState.Refused => Rows.Refused(known.Kind, known.Key),
        _ => null,
    };

    private static TableTransactionAction Put(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);

    private static TableTransactionAction Remove(SiteId site, string row) =>
        new(TableTransactionActionType.Delete, new TableEntity(site.Value, row) { ETag = ETag.All }, ETag.All);
}
