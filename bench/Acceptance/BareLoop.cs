using Azure.Data.Tables;
using Azure.Storage.Queues;
using HzFunctions.Bench.CarParks;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench.Acceptance;

/// <summary>The same storage calls and nothing else: one transaction and one message for each car-in, from this process.</summary>
internal sealed class BareLoop : IAcceptor
{
    private readonly AcceptedRows _pattern;
    private readonly string _bell;
    private readonly TableClient _table;
    private readonly QueueClient _queue;
    private readonly TimeProvider _time;

    private BareLoop(FreshStorage storage, AcceptedRows pattern, TimeProvider time)
    {
        _pattern = pattern;
        _bell = $$"""{"version":1,"site":"{{pattern.Rows[0].PartitionKey}}"}""";
        _table = storage.Tables().GetTableClient(AcceptedRows.Table);
        _queue = storage.Queue(BellReader.QueueName);
        _time = time;
    }

    public string Name => "bare loop";

    public int ProcessId => Environment.ProcessId;

    public static async Task<BareLoop> StartAsync(
        FreshStorage storage, AcceptedRows pattern, TimeProvider time, CancellationToken cancellationToken)
    {
        var loop = new BareLoop(storage, pattern, time);
        await loop._table.CreateIfNotExistsAsync(cancellationToken);
        await loop._queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        return loop;
    }

    public async Task AcceptAsync(int number, CancellationToken cancellationToken)
    {
        var stay = new Stay("1001", number, _time.GetUtcNow());
        await _table.SubmitTransactionAsync(_pattern.For(stay, number), cancellationToken);
        await _queue.SendMessageAsync(_bell, cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
