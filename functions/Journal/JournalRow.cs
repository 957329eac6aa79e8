using Azure;
using Azure.Data.Tables;

namespace HzFunctions.Functions.Journal;

/// <summary>A journal row (<c>E|{kind}|{key}</c>): one record of a car park, its newest revision and what became of it.</summary>
internal sealed class JournalRow(TableEntity entity)
{
    public string Site => entity.PartitionKey;

    public ETag ETag => entity.ETag;

    public string Kind => Rows.KindAndKey(entity.RowKey).Kind;

    public string Key => Rows.KindAndKey(entity.RowKey).Key;

    public string? Uid => entity.GetString(Columns.Uid);

    public string? UploadTime => entity.GetString(Columns.UploadTime);

    public string Day => entity.GetString(Columns.Day);

    public Passage? Passage => Journal.Passage.Parse(entity.GetString(Columns.Passage));

    /// <summary>The plate as keys know it, of a record that names one and is neither an arrival nor a departure.</summary>
    public string? PlateHash => entity.GetString(Columns.PlateHash);

    public string ContentHash => entity.GetString(Columns.ContentHash);

    public string Payload => entity.GetString(Columns.Payload);

    public string? PhotoBlob => entity.GetString(Columns.PhotoBlob);

    /// <summary>1 for what came first, one more for each other content under the same key.</summary>
    public int Revision => entity.GetInt32(Columns.Revision) ?? 1;

    public JournalState State => JournalStates.Parse(entity.GetString(Columns.State));

    /// <summary>The sequence of the outbox row that carries this record, or of the last that did.</summary>
    public string Outbox => entity.GetString(Columns.Outbox);

    /// <summary>Calls to the city brain that were answered, for this revision.</summary>
    public int Attempts => entity.GetInt32(Columns.Attempts) ?? 0;

    public DateTimeOffset AcceptedAt => entity.GetDateTimeOffset(Columns.AcceptedAt)!.Value;

    public DateTimeOffset? FirstFailedAt => entity.GetDateTimeOffset(Columns.FirstFailedAt);

    /// <summary>When the record left the outbox the last time.</summary>
    public DateTimeOffset? DecidedAt => entity.GetDateTimeOffset(Columns.DecidedAt);

    public string? ResultCode => entity.GetString(Columns.ResultCode);

    /// <summary>The city brain's own words.</summary>
    public string? Words => entity.GetString(Columns.Words);

    /// <summary>Who of operations has had it sent again, or given it up.</summary>
    public string? Actor => entity.GetString(Columns.Actor);

    /// <summary>Why it was given up.</summary>
    public string? Reason => entity.GetString(Columns.Reason);

    /// <summary>When this revision came into the outbox the last time.</summary>
    public DateTimeOffset QueuedAt => OutboxRow.TimeOf(Outbox);

    /// <summary>The first revision of a record.</summary>
    public static TableEntity New(SiteId site, EventRecord record, string sequence, DateTimeOffset now, string? traceParent) =>
        Content(new TableEntity(site.Value, Rows.Event(record.Kind, record.Key)) { [Columns.AcceptedAt] = now }, record, 1, sequence, traceParent);

    /// <summary>The row with other content: everything that was known of the earlier content's fate is gone.</summary>
    public TableEntity Revised(EventRecord record, string sequence, string? traceParent) =>
        Content(
            new TableEntity(entity.PartitionKey, entity.RowKey) { ETag = entity.ETag, [Columns.AcceptedAt] = AcceptedAt },
            record,
            Revision + 1,
            sequence,
            traceParent);

    /// <summary>The row with only the columns that a change merges.</summary>
    public TableEntity Change() => new(entity.PartitionKey, entity.RowKey) { ETag = entity.ETag };

    /// <summary>The whole row, for a change that also removes columns: a merge cannot.</summary>
    public TableEntity Copy() => new(entity) { ETag = entity.ETag };

    /// <summary>The row as it is kept when something is written over it.</summary>
    public TableEntity Past()
    {
        var past = new TableEntity(entity.PartitionKey, Rows.Past(Kind, Key, Outbox));
        foreach (var (column, value) in entity.Where(column => !IsKey(column.Key)))
        {
            past[column] = value;
        }

        return past;
    }

    /// <summary>Reads what <see cref="Past"/> has made, as the record that it was.</summary>
    public static JournalRow ReadPast(TableEntity past, string kind, string key)
    {
        var record = new TableEntity(past) { RowKey = Rows.Event(kind, key) };
        return new JournalRow(record);
    }

    private static bool IsKey(string column) => column is "PartitionKey" or "RowKey" or "Timestamp" or "odata.etag";

    private static TableEntity Content(TableEntity row, EventRecord record, int revision, string sequence, string? traceParent)
    {
        row[Columns.Uid] = record.Uid;
        row[Columns.UploadTime] = record.UploadTime;
        row[Columns.Day] = record.Day;
        row[Columns.Passage] = record.Passage?.ToString();
        row[Columns.PlateHash] = record.PlateHash;
        row[Columns.ContentHash] = record.ContentHash;
        row[Columns.Payload] = record.Payload;
        row[Columns.PhotoBlob] = record.PhotoBlob;
        row[Columns.Revision] = revision;
        row[Columns.State] = JournalStates.Text(JournalState.Pending);
        row[Columns.Outbox] = sequence;
        row[Columns.TraceParent] = traceParent;
        return row;
    }

    /// <summary>The columns' names.</summary>
    internal static class Columns
    {
        public const string Uid = "Uid";
        public const string UploadTime = "UploadTime";
        public const string Day = "Day";
        public const string Passage = "Passage";
        public const string PlateHash = "PlateHash";
        public const string ContentHash = "ContentHash";
        public const string Payload = "Payload";
        public const string PhotoBlob = "PhotoBlob";
        public const string Revision = "Revision";
        public const string State = "State";
        public const string Outbox = "Outbox";
        public const string Attempts = "Attempts";
        public const string AcceptedAt = "AcceptedAt";
        public const string FirstFailedAt = "FirstFailedAt";
        public const string DecidedAt = "DecidedAt";
        public const string ResultCode = "ResultCode";
        public const string Words = "Words";
        public const string Actor = "Actor";
        public const string Reason = "Reason";
        public const string TraceParent = "TraceParent";
    }
}
