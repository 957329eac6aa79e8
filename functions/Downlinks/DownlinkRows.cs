using System.Globalization;
using System.Text.Json;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Downlinks;

/// <summary>The row keys of the table <c>Downlinks</c>; the partition is always the site.</summary>
internal static class DownlinkRows
{
    /// <summary>The table's name.</summary>
    public const string Table = "Downlinks";

    /// <summary>Prefix of the messages.</summary>
    public const string MessagesPrefix = "M|";

    /// <summary>Prefix of the inbox: what the car park does not have yet, in the order of arrival.</summary>
    public const string InboxPrefix = "I|";

    /// <summary>Prefix of the list of messages of which the city brain has not heard what it should.</summary>
    public const string OpenPrefix = "C|";

    /// <summary>Prefix of the deadlines, in the order in which they are due.</summary>
    public const string DeadlinePrefix = "T|";

    /// <summary>The row of what a site's webhook has been like.</summary>
    public const string Webhook = "W";

    public static string Message(DownlinkKey key) =>
        $"{MessagePrefix(key.Topic, key.RequestId)}{key.Hash}";

    /// <summary>Prefix of all messages of a topic with one requestId.</summary>
    public static string MessagePrefix(DownlinkTopic topic, long requestId) =>
        string.Create(CultureInfo.InvariantCulture, $"M|{topic.Name}|{requestId}|");

    public static string Open(DownlinkKey key) => OpenPrefix + key.Row;

    public static string Inbox(string sequence) => InboxPrefix + sequence;

    public static string Deadline(DateTimeOffset due, DownlinkKey key) => $"{DeadlinePrefix}{Second(due)}|{key.Row}";

    /// <summary>The deadlines of a site that are due.</summary>
    public static RowRange Due(SiteId site, DateTimeOffset now) =>
        new(site.Value, DeadlinePrefix, DeadlinePrefix + Second(now + TimeSpan.FromSeconds(1)));

    private static string Second(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    /// <summary>What was told last about the subject of a message, or null for a topic that has none.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="fields">The checked fields.</param>
    public static string? Subject(DownlinkTopic topic, JsonElement fields)
    {
        if (topic.SubjectFields.Count == 0)
        {
            return null;
        }

        var parts = topic.SubjectFields.Select(field => Part(field, fields.GetProperty(field).ToString()));
        return topic == DownlinkTopic.DeparturePayInfo
            ? $"P|{string.Join('|', parts)}"
            : $"S|{topic.Name}|{string.Join('|', parts)}";
    }

    /// <summary>Prefix of the messages that name a plate.</summary>
    /// <param name="plateHash">The plate as keys know it.</param>
    public static string PlatePrefix(string plateHash) => $"X|{plateHash}|";

    /// <summary>Prefix of the messages that name a bill.</summary>
    public static string BillPrefix(string billId) => $"XB|{BillRows.KeyOf(billId)}|";

    /// <summary>The rows by which a message is found: by the plate and by the bill that it names.</summary>
    public static IEnumerable<string> Indexes(DownlinkKey key, JsonElement fields)
    {
        if ((Text(fields, "plateNo") ?? Text(fields, "carNum")) is { } plate)
        {
            yield return PlatePrefix(Vehicle.HashOf(plate)) + key.Row;
        }

        if ((Text(fields, "billID") ?? Text(fields, "bilID")) is { } billId)
        {
            yield return BillPrefix(billId) + key.Row;
        }
    }

    /// <summary>The message to which a row of an index leads.</summary>
    public static DownlinkKey? Indexed(SiteId site, string row) => KeyOf(site, row[row.IndexOf("|M|", StringComparison.Ordinal)..][1..]);

    /// <summary>What was told last about a vehicle's contract.</summary>
    public static string DeparturePayInfo(Vehicle vehicle) => $"P|{vehicle.Color}|{vehicle.PlateHash}";

    /// <summary>What was told last about a vehicle's overdue bills.</summary>
    public static string OverDue(string plateHash) => $"S|{DownlinkTopic.OverDueResult.Name}|{plateHash}";

    /// <summary>What was told last about a bill: its payment, its invoice.</summary>
    public static IEnumerable<string> OfBill(string billId)
    {
        var subject = Part("billID", billId);
        return [$"S|{DownlinkTopic.PayResult.Name}|{subject}", $"S|{DownlinkTopic.InvoiceInfo.Name}|{subject}"];
    }

    /// <summary>The message of a row of messages or of the list of open ones, or null when it is neither.</summary>
    public static DownlinkKey? KeyOf(SiteId site, string row) =>
        row.StartsWith(OpenPrefix, StringComparison.Ordinal) ? KeyOf(site, row[OpenPrefix.Length..])
        : row.StartsWith("M|", StringComparison.Ordinal) ? DownlinkKey.Parse(site, row[2..].Replace('|', '.'))
        : null;

    private static string? Text(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A row key is part of a URL, and a plate must not be in one.
    private static string Part(string field, string value)
    {
        if (field == "plateNo")
        {
            return Vehicle.HashOf(value);
        }

        // No escaped text begins with the separator.
        var escaped = RowKeyText.Escape(value);
        return escaped.Length <= RowKeyText.MaximumLength ? escaped : RowKeyText.Separator + Vehicle.HashOf(value);
    }
}
