using Azure.Data.Tables;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>A table at which something else happens between a read and the next write, once.</summary>
internal sealed class InterruptedTable(ITable table) : ITable
{
    /// <summary>What happens before the next write.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    public Task<RowRead> GetAsync(string partition, string row, CancellationToken cancellationToken) => table.GetAsync(partition, row, cancellationToken);

    public Task<IReadOnlyList<TableEntity>> ReadAsync(RowRange range, int take, IReadOnlyList<string>? columns, CancellationToken cancellationToken) =>
        table.ReadAsync(range, take, columns, cancellationToken);

    public async Task<WriteResult> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken)
    {
        if (BeforeWrite is { } happens)
        {
            BeforeWrite = null;
            await happens();
        }

        return await table.WriteAsync(changes, cancellationToken);
    }
}
