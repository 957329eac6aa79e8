using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// The row of a message (<c>M|…</c>): a state machine that a redelivery resumes. Stored; then delivered, which removes it from the
/// inbox; confirmed when what was sent is what is wanted.
/// </summary>
internal sealed class DownlinkRow(DownlinkKey key, TableEntity entity)
{
    public DownlinkKey Key => key;

    public ETag ETag => entity.ETag;

    /// <summary>The plaintext as received.</summary>
    public string Data => entity.GetString(Columns.Data);

    public string Timestamp => entity.GetString(Columns.Timestamp);

    /// <summary>When it arrived, or arrived again: from then on the 20 s count.</summary>
    public DateTimeOffset ReceivedAt => entity.GetDateTimeOffset(Columns.ReceivedAt)!.Value;

    /// <summary>Its place in the inbox; null once the car park has it, or need not have it.</summary>
    public string? InboxRow => Text(Columns.InboxRow);

    /// <summary>What the city brain should hear: true delivered, false not delivered, null nothing yet.</summary>
    public bool? Wanted => Said(Columns.Wanted);

    /// <summary>What the city brain has heard last.</summary>
    public bool? Sent => Said(Columns.Sent);

    /// <summary>Who is sending, or null.</summary>
    public string? Claim => Text(Columns.Claim);

    /// <summary>Until when nobody else sends, by the storage service's clock.</summary>
    public DateTimeOffset? ClaimedUntil => entity.GetDateTimeOffset(Columns.ClaimedUntil);

    /// <summary>Attempts to send that were not heard, since the last that was.</summary>
    public int Attempts => entity.GetInt32(Columns.Attempts) ?? 0;

    /// <summary>The car park's own answer to a question, as it goes up.</summary>
    public string? Answer => Text(Columns.Answer);

    /// <summary>The row of its deadline, or null.</summary>
    public string? Deadline => Text(Columns.Deadline);

    /// <summary>The car park's word on an order of ours: done or not done; null while there is none.</summary>
    public bool? CarParkSaid => Said(Columns.CarParkSaid);

    /// <summary>What the message did; the name of a <see cref="FactEffect"/>.</summary>
    public string? Effect => Text(Columns.Effect);

    /// <summary>When the car park had it.</summary>
    public DateTimeOffset? DeliveredAt => entity.GetDateTimeOffset(Columns.DeliveredAt);

    /// <summary>The way by which the car park had it.</summary>
    public string? DeliveredBy => Text(Columns.DeliveredBy);

    /// <summary>When the city brain heard of it the last time, or that was given up.</summary>
    public DateTimeOffset? SentAt => entity.GetDateTimeOffset(Columns.SentAt);

    /// <summary>What the city brain answered to that.</summary>
    public string? ResultCode => Text(Columns.ResultCode);

    /// <summary>True when the city brain still has to hear something.</summary>
    public bool IsOpen => Wanted is { } wanted && Sent != wanted;

    /// <summary>A new row.</summary>
    public static TableEntity New(DownlinkMessage message, FactEffect effect, string? inboxRow, string? deadline)
    {
        var done = effect != FactEffect.Processed;
        return new TableEntity(message.Key.Site.Value, message.Key.Row)
        {
            [Columns.Data] = message.Data,
            [Columns.Timestamp] = message.Timestamp,
            [Columns.ReceivedAt] = message.ReceivedAt,
            [Columns.Effect] = effect.ToString(),
            [Columns.InboxRow] = inboxRow ?? string.Empty,
            [Columns.Deadline] = deadline ?? string.Empty,
            [Columns.Wanted] = done ? Of(true) : string.Empty,
            [Columns.Sent] = string.Empty,
        };
    }

    /// <summary>Reads a row.</summary>
    public static DownlinkRow Read(SiteId site, TableEntity row) => new(
        DownlinkRows.KeyOf(site, row.RowKey) ?? throw new FormatException("The table of downlinks holds a row that is none of ours."), row);

    /// <summary>How true, false and nothing are written: a merge can write an empty text, but cannot remove a column.</summary>
    public static string Of(bool? said) => said switch
    {
        true => "true",
        false => "false",
        null => string.Empty,
    };

    /// <summary>True while somebody is sending.</summary>
    public bool IsClaimedAt(DateTimeOffset serverTime) => Claim is not null && ClaimedUntil > serverTime;

    /// <summary>The row with other columns.</summary>
    public DownlinkRow With(IReadOnlyDictionary<string, object> columns, ETag etag)
    {
        var changed = new TableEntity(entity) { ETag = etag };
        foreach (var (name, value) in columns)
        {
            changed[name] = value;
        }

        return new DownlinkRow(key, changed);
    }

    private string? Text(string column) => entity.GetString(column) is { Length: > 0 } text ? text : null;

    private bool? Said(string column) => Text(column) is { } text ? text == "true" : null;

    /// <summary>The columns' names.</summary>
    internal static class Columns
    {
        public const string Data = "Data";
        public const string Timestamp = "SaidAt";
        public const string ReceivedAt = "ReceivedAt";
        public const string Effect = "Effect";
        public const string InboxRow = "InboxRow";
        public const string DeliveredAt = "DeliveredAt";
        public const string DeliveredBy = "DeliveredBy";
        public const string Wanted = "Wanted";
        public const string Sent = "Sent";
        public const string SentAt = "SentAt";
        public const string Claim = "Claim";
        public const string ClaimedUntil = "ClaimedUntil";
        public const string Attempts = "Attempts";
        public const string Answer = "Answer";
        public const string Deadline = "Deadline";
        public const string ResultCode = "ResultCode";
        public const string CarParkSaid = "CarParkSaid";
    }
}
