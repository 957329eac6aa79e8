using Azure.Data.Tables;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Downlink.Steps;

/// <summary>The table of downlinks as one actor uses it: every operation waits for the world.</summary>
internal sealed class StepTable(StepWorld world, StepActor actor, InMemoryTable table) : ITable
{
    public Task<RowRead> GetAsync(string partition, string row, CancellationToken cancellationToken) =>
        StepAsync($"get {row[..1]}", () => table.GetAsync(partition, row, default).Result);

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        RowRange range, int take, IReadOnlyList<string>? columns, CancellationToken cancellationToken) =>
        StepAsync($"read {range.From}", () => table.ReadAsync(range, take, columns, default).Result);

    public Task<WriteResult> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken) =>
        StepAsync($"write {string.Join(' ', changes.Select(change => $"{change.ActionType} {change.Entity.RowKey[..1]}"))}", () =>
        {
            var written = table.WriteAsync(changes, default).Result;
            world.CheckRows();
            return written;
        });

    private Task<T> StepAsync<T>(string name, Func<T> perform) =>
        actor.AwaitAsync(new Step<T>(actor, name, perform, () => throw new IOException("The storage failed, as the schedule says.")));
}
