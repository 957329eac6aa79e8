using Azure.Data.Tables;

namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>
/// Writes rows of one partition of the history in their order, as many to a transaction as the service takes. What depends on
/// all of them is written after them, elsewhere; every write may be repeated.
/// </summary>
internal sealed class PartitionWriter(TableClient table, HubLease lease, StorageRetry retry)
{
    private const int RowsOfTransaction = 100;
    private const int BytesOfTransaction = 3 * 1024 * 1024;

    public async Task WriteAsync(IEnumerable<TableTransactionAction> rows, CancellationToken cancellationToken)
    {
        var transaction = new List<TableTransactionAction>();
        var bytes = 0;
        foreach (var row in rows)
        {
            var size = RowParts.Size(row.Entity);
            if (transaction.Count == RowsOfTransaction || (transaction.Count > 0 && bytes + size > BytesOfTransaction))
            {
                await SubmitAsync(transaction, cancellationToken);
                transaction.Clear();
                bytes = 0;
            }

            transaction.Add(row);
            bytes += size;
        }

        if (transaction.Count > 0)
        {
            await SubmitAsync(transaction, cancellationToken);
        }
    }

    private Task SubmitAsync(List<TableTransactionAction> transaction, CancellationToken cancellationToken) =>
        retry.RunAsync(
            async () =>
            {
                await lease.EnsureAsync(cancellationToken);
                if (transaction is [{ ActionType: TableTransactionActionType.UpsertReplace, Entity: TableEntity single }])
                {
                    await table.UpsertEntityAsync(single, TableUpdateMode.Replace, cancellationToken);
                }
                else
                {
                    await table.SubmitTransactionAsync(transaction, cancellationToken);
                }
            },
            cancellationToken);
}
