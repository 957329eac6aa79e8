using System.Text.Json;
using Azure.Data.Tables;

namespace HzFunctions.Archive;

/// <summary>
/// The rows that must stand beside a row, because the handler writes both in one transaction. An export reads them at different moments; a restore puts them in by what the row itself says, so that
/// nothing that waits is asleep afterwards. A row too many is harmless: the handler drops what its subject has moved on from.
/// </summary>
public static class Companions
{
    private const string JournalTable = "CarParkLog";
    private const string DownlinkTable = "Downlinks";

    /// <summary>What follows from a row of a table.</summary>
    public static IEnumerable<TableEntity> Of(string table, TableEntity row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return (table, row.RowKey.Split('|')) switch
        {
            (JournalTable, ["E", var kind, var key]) => OfRecord(row, kind, key),
            (DownlinkTable, ["M", ..]) => OfMessage(row),
            (DownlinkTable, ["B", var key]) => OfBill(row, key),
            _ => [],
        };
    }

    // A record is counted in its day, whose rows are read before it; a pending one waits in the outbox, and a refused one is listed among the dead letters.
    private static IEnumerable<TableEntity> OfRecord(TableEntity record, string kind, string key)
    {
        var (uid, day, state) = (record.GetString("Uid"), record.GetString("Day"), record.GetString("State"));
        yield return new TableEntity(record.PartitionKey, $"D|{day}|{kind}|{key}")
        {
            ["Uid"] = uid,
            ["Amount"] = kind == "uploadPayRecord" ? AmountOf(record.GetString("Payload")) : null,
            ["Discarded"] = state == "discarded" ? true : null,
        };
        if (state == "pending")
        {
            yield return new TableEntity(record.PartitionKey, $"O|{record.GetString("Outbox")}")
            {
                ["Kind"] = kind,
                ["Key"] = key,
                ["Uid"] = uid,
                ["Day"] = day,
                ["Revision"] = record.GetInt32("Revision"),
            };
        }

        if (state == "refused")
        {
            yield return new TableEntity(record.PartitionKey, $"R|{kind}|{key}") { ["Day"] = day };
        }
    }

    private static long? AmountOf(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        return document.RootElement.GetProperty("data").TryGetProperty("actualPay", out var paid) ? paid.GetInt64() : null;
    }

    // What the car park does not have is in its inbox, and what the city brain has not heard is in the list of open ones.
    private static IEnumerable<TableEntity> OfMessage(TableEntity message)
    {
        if (message.GetString("InboxRow") is { Length: > 0 } inbox)
        {
            yield return new TableEntity(message.PartitionKey, inbox)
            {
                ["Message"] = message.RowKey,
                ["SaidAt"] = message.GetString("SaidAt"),
                ["ReceivedAt"] = message.GetDateTimeOffset("ReceivedAt"),
                ["Data"] = message.GetString("Data"),
            };
        }

        if (message.GetString("Wanted") is { Length: > 0 } wanted && message.GetString("Sent") != wanted)
        {
            yield return new TableEntity(message.PartitionKey, $"C|{message.RowKey}");
        }

        if (message.GetString("Deadline") is { Length: > 0 } deadline)
        {
            yield return new TableEntity(message.PartitionKey, deadline);
        }
    }

    // A bill that is driven is listed, so that Watch finds it.
    private static IEnumerable<TableEntity> OfBill(TableEntity bill, string key)
    {
        var isApplying = bill.GetString("State") == "applying";
        if (bill.GetString("Kind") == "exit" && (isApplying || bill.GetString("State") == "accepted"))
        {
            var appliedAt = bill.GetDateTimeOffset("AppliedAt");
            yield return new TableEntity(bill.PartitionKey, $"BO|{key}")
            {
                ["BillId"] = bill.GetString("BillId"),
                ["Instance"] = bill.GetInt32("Generation") ?? 1,
                ["IsApplying"] = isApplying,
                ["Since"] = isApplying ? appliedAt : bill.GetDateTimeOffset("AcceptedAt") ?? appliedAt,
                ["NextAt"] = bill.GetDateTimeOffset("NextAt") ?? appliedAt,
            };
        }
    }
}
