using Azure;
using Azure.Data.Tables;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>What the table service refuses, whatever its rows are (status 400).</summary>
internal static class TableRules
{
    private const int MostActions = 100;
    private const int LongestKey = 512;
    private const int LongestText = 32 * 1024;
    private const int MostColumns = 252;

    private static readonly DateTimeOffset EarliestTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Throws for a transaction that the service would not begin.</summary>
    public static void Check(IReadOnlyList<TableTransactionAction> changes)
    {
        Refuse(changes.Count == 0, "InvalidInput", "A transaction needs an action.");
        Refuse(changes.Count > MostActions, "InvalidInput", "A transaction has at most 100 actions.");
        Refuse(
            changes.Any(change => change.Entity.PartitionKey != changes[0].Entity.PartitionKey),
            "CommandsInBatchActOnDifferentPartitions",
            "All actions of a transaction must be in one partition.");
        Refuse(
            changes.Select(change => change.Entity.RowKey).Distinct(StringComparer.Ordinal).Count() != changes.Count,
            "InvalidDuplicateRow",
            "A row appears twice in a transaction.");
        foreach (var change in changes)
        {
            CheckKey(change.Entity.PartitionKey);
            CheckKey(change.Entity.RowKey);
            CheckColumns((TableEntity)change.Entity);
        }
    }

    /// <summary>Throws for a key that no row may have.</summary>
    public static void CheckKey(string? key)
    {
        Refuse(key is null, "PropertiesNeedValue", "A row needs both keys.");
        Refuse(key!.Length > LongestKey, "KeyTooLong", "A key has at most 1 KiB.");
        Refuse(
            key.Any(character => character is '/' or '\\' or '#' or '?' || char.IsControl(character)),
            "OutOfRangeInput",
            "A key has a character that no key may have.");
    }

    /// <summary>True for what the client library keeps to itself.</summary>
    public static bool IsSystemColumn(string name) => name is "PartitionKey" or "RowKey" or "Timestamp" or "odata.etag";

    private static void CheckColumns(TableEntity row)
    {
        Refuse(row.Count(column => !IsSystemColumn(column.Key)) > MostColumns, "TooManyProperties", "A row has at most 252 columns.");
        Refuse(
            row.Any(column => column.Value is string { Length: > LongestText }),
            "PropertyValueTooLarge",
            "A text has at most 64 KiB.");
        Refuse(
            row.Any(column => column.Value is not (null or string or int or long or double or bool or DateTimeOffset or Guid or byte[])),
            "InvalidInput",
            "A column has a type that the service does not know.");
        Refuse(
            row.Any(column => column.Value is DateTimeOffset time && time < EarliestTime),
            "OutOfRangeInput",
            "A time is not before 1601.");
    }

    private static void Refuse(bool refused, string code, string message)
    {
        if (refused)
        {
            throw new RequestFailedException(400, message, code, null);
        }
    }
}
