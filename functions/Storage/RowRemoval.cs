using Azure;
using Azure.Data.Tables;

namespace HzFunctions.Functions.Storage;

/// <summary>Removes rows for good.</summary>
internal static class RowRemoval
{
    // An entity group transaction takes 100.
    private const int MostAtOnce = 100;

    /// <summary>
    /// Removes a row with those that go with it, in one transaction under its ETag; where one of them is missing already, one after the other, the row itself last. False: the row has changed.
    /// </summary>
    public static async Task<bool> RemoveAsync(this ITable table, TableEntity row, IEnumerable<string> companions, CancellationToken cancellationToken)
    {
        var others = companions.Distinct(StringComparer.Ordinal).Select(key => Delete(row.PartitionKey, key)).ToList();
        var written = await table.WriteAsync([Delete(row), .. others], cancellationToken).ConfigureAwait(false);
        if (written.Done || written.FailedIndex == 0)
        {
            return written.Done;
        }

        foreach (var other in others)
        {
            await table.WriteAsync([other], cancellationToken).ConfigureAwait(false);
        }

        return (await table.WriteAsync([Delete(row)], cancellationToken).ConfigureAwait(false)).Done;
    }

    /// <summary>Removes all rows of a range that nobody writes into any more.</summary>
    public static async Task RemoveAllAsync(this ITable table, RowRange range, CancellationToken cancellationToken)
    {
        while (await table.ReadAsync(range, MostAtOnce, ["RowKey"], cancellationToken).ConfigureAwait(false) is { Count: > 0 } rows)
        {
            // One that is gone already fails them all: the next read has fewer.
            await table.WriteAsync([.. rows.Select(row => Delete(range.Partition, row.RowKey))], cancellationToken).ConfigureAwait(false);
        }
    }

    private static TableTransactionAction Delete(string partition, string key) => Delete(new TableEntity(partition, key) { ETag = ETag.All });

    private static TableTransactionAction Delete(TableEntity row) => new(TableTransactionActionType.Delete, row, row.ETag);
}
