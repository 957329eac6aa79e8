using Azure.Data.Tables;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>A table as one actor uses it: every operation waits for the world.</summary>
internal sealed class SteppedTable(World world, Actor actor, InMemoryTable table) : ITable
{
    private static readonly Outcome[] Always = [Outcome.Done];
    private static readonly Outcome[] ReadFaults = [Outcome.Done, Outcome.Failed];
    private static readonly Outcome[] WriteFaults = [Outcome.Done, Outcome.Retried, Outcome.AnswerLost, Outcome.Failed];

    public Task<RowRead> GetAsync(string partition, string row, CancellationToken cancellationToken) =>
        actor.AwaitAsync(new PendingOperation<RowRead>(
            actor, "get", row, world.StorageFails ? ReadFaults : Always, outcome => Read(outcome, () => table.GetAsync(partition, row, default))));

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        RowRange range, int take, IReadOnlyList<string>? columns, CancellationToken cancellationToken) =>
        actor.AwaitAsync(new PendingOperation<IReadOnlyList<TableEntity>>(
            actor, "read", range.From, world.StorageFails ? ReadFaults : Always, outcome => ReadRange(outcome, range, take, columns)));

    public Task<WriteResult> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken) =>
        actor.AwaitAsync(new PendingOperation<WriteResult>(
            actor, "write", changes[0].Entity.RowKey, world.StorageFails ? WriteFaults : Always, outcome => Write(outcome, changes)));

    private T Read<T>(Outcome outcome, Func<Task<T>> read)
    {
        world.FailWhere(outcome == Outcome.Failed);
        return read().Result;
    }

    private IReadOnlyList<TableEntity> ReadRange(Outcome outcome, RowRange range, int take, IReadOnlyList<string>? columns)
    {
        var rows = Read(outcome, () => table.ReadAsync(range, take, columns, default));
        if (take == OutboxWindow.Size && range.From.StartsWith(Rows.OutboxPrefix, StringComparison.Ordinal))
        {
            actor.Window = rows.Select(OutboxRow.Read).ToList();
        }

        return rows;
    }

    private WriteResult Write(Outcome outcome, IReadOnlyList<TableTransactionAction> changes)
    {
        world.FailWhere(outcome == Outcome.Failed);
        var written = table.WriteAsync(changes, default).Result;
        world.Written(actor, changes, written);
        world.FailWhere(outcome == Outcome.AnswerLost);
        if (outcome == Outcome.Retried)
        {
            world.StorageFailed = true;
            written = table.WriteAsync(changes, default).Result;
            world.Written(actor, changes, written);
        }

        return written;
    }
}
