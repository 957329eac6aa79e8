using Azure.Data.Tables;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>A message that a car park does not have yet.</summary>
/// <param name="Key">Which one.</param>
/// <param name="Timestamp">时间戳 as sent.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Data">The plaintext as received.</param>
internal sealed record InboxEntry(DownlinkKey Key, string Timestamp, DateTimeOffset ReceivedAt, string Data)
{
    private const string Message = "Message";

    /// <summary>Until when the car park may have it; an order is carried out in time or not at all.</summary>
    public DateTimeOffset ValidUntil => Key.Topic.ValidFor is { } time ? ReceivedAt + time : DateTimeOffset.MaxValue;

    /// <summary>Puts a message into the inbox.</summary>
    public static TableTransactionAction Add(DownlinkKey key, string inboxRow, string timestamp, DateTimeOffset receivedAt, string data) =>
        new(TableTransactionActionType.Add, new TableEntity(key.Site.Value, inboxRow)
        {
            [Message] = key.Row,
            [DownlinkRow.Columns.Timestamp] = timestamp,
            [DownlinkRow.Columns.ReceivedAt] = receivedAt,
            [DownlinkRow.Columns.Data] = data,
        });

    /// <summary>Reads a row of the inbox.</summary>
    public static InboxEntry Read(SiteId site, TableEntity row) => new(
        DownlinkRows.KeyOf(site, row.GetString(Message)) ?? throw new FormatException("The inbox holds a row of no message."),
        row.GetString(DownlinkRow.Columns.Timestamp),
        row.GetDateTimeOffset(DownlinkRow.Columns.ReceivedAt)!.Value,
        row.GetString(DownlinkRow.Columns.Data));

    /// <summary>What a message's row holds of it.</summary>
    public static InboxEntry Of(DownlinkRow row) => new(row.Key, row.Timestamp, row.ReceivedAt, row.Data);
}
