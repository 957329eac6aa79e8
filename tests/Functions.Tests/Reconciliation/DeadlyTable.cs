using Azure.Data.Tables;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>A table whose process dies at one of its operations, counted from 0: writes take place first, and nobody hears so.</summary>
internal sealed class DeadlyTable(ITable table, int at) : ITable
{
    private int _operations;

    /// <summary>Whether it came so far.</summary>
    public bool IsMet => _operations > at;

    public Task<RowRead> GetAsync(string partition, string row, CancellationToken cancellationToken) =>
        MeetAsync(table.GetAsync(partition, row, cancellationToken));

    public Task<IReadOnlyList<TableEntity>> ReadAsync(RowRange range, int take, IReadOnlyList<string>? columns, CancellationToken cancellationToken) =>
        MeetAsync(table.ReadAsync(range, take, columns, cancellationToken));

    public Task<WriteResult> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken) =>
        MeetAsync(table.WriteAsync(changes, cancellationToken));

    private async Task<T> MeetAsync<T>(Task<T> operation)
    {
        var result = await operation;
        return _operations++ == at ? throw new IOException("The process has died.") : result;
    }
}
