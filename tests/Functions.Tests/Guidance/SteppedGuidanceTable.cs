using Azure.Data.Tables;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>The table as one process uses it: every operation waits until the story lets it take place.</summary>
internal sealed class SteppedGuidanceTable(InMemoryTable table) : ITable
{
    private readonly Queue<Action<bool>> _waiting = new();

    /// <summary>True while an operation waits.</summary>
    public bool IsWaiting => _waiting.Count > 0;

    /// <summary>Lets the oldest operation take place.</summary>
    /// <param name="fails">Whether its answer is lost: it takes place, and whoever asked hears of a fault.</param>
    public void Step(bool fails = false) => _waiting.Dequeue()(fails);

    public Task<RowRead> GetAsync(string partition, string row, CancellationToken cancellationToken) =>
        WaitAsync(() => table.GetAsync(partition, row, default).Result);

    public Task<IReadOnlyList<TableEntity>> ReadAsync(RowRange range, int take, IReadOnlyList<string>? columns, CancellationToken cancellationToken) =>
        WaitAsync(() => table.ReadAsync(range, take, columns, default).Result);

    public Task<WriteResult> WriteAsync(IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken) =>
        WaitAsync(() => table.WriteAsync(changes, default).Result);

    // Without an option of its own, so that whoever waits goes on within the step, on the story's one thread.
    private Task<T> WaitAsync<T>(Func<T> perform)
    {
        var completion = new TaskCompletionSource<T>();
        _waiting.Enqueue(fails =>
        {
            var result = perform();
            if (fails)
            {
                completion.SetException(new IOException("The answer was lost, as the story says."));
            }
            else
            {
                completion.SetResult(result);
            }
        });
        return completion.Task;
    }
}
