using Azure.Data.Tables;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>A table that counts what it is asked: each call is one operation that the storage service charges for.</summary>
internal sealed class CountingTable(ITable table) : ITable
{
    private int _operations;

    /// <summary>How many operations there were.</summary>
    public int Operations => Volatile.Read(ref _operations);

    public Task<RowRead> GetAsync(string partition, string row, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _operations);
        return table.GetAsync(partition, row, cancellationToken);
    }

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        RowRange range, int take, IReadOnlyList<string>? columns, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _operations);
        return table.ReadAsync(range, take, columns, cancellationToken);
    }

    public Task<WriteResult> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _operations);
        return table.WriteAsync(changes, cancellationToken);
    }
}
