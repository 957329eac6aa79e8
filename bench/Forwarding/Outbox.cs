using Azure.Data.Tables;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench.Forwarding;

/// <summary>Looks at what waits to be forwarded, in the storage itself.</summary>
internal sealed class Outbox(FreshStorage storage)
{
    private const string From = "O|";
    private const string To = "O}";

    private readonly TableClient _table = storage.Tables().GetTableClient("CarParkLog");

    /// <summary>True when nothing of a site waits.</summary>
    public async Task<bool> IsEmptyAsync(string site, CancellationToken cancellationToken)
    {
        var rows = _table.QueryAsync<TableEntity>(
            row => row.PartitionKey == site && row.RowKey.CompareTo(From) >= 0 && row.RowKey.CompareTo(To) < 0,
            maxPerPage: 1,
            select: ["RowKey"],
            cancellationToken);
        await foreach (var _ in rows)
        {
            return false;
        }

        return true;
    }
}
