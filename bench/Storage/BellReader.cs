using Azure;
using Azure.Storage.Queues;

namespace HzFunctions.Bench.Storage;

/// <summary>
/// Keeps the bell queue short where nothing is to be forwarded. It clears the queue as a whole, which costs the emulator least: what both
/// sides of a comparison share must not hide the difference between them.
/// </summary>
internal sealed class BellReader : IAsyncDisposable
{
    /// <summary>The queue's name.</summary>
    public const string QueueName = "forward-uplink";

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _reading;

    public BellReader(FreshStorage storage, TimeProvider time) => _reading = ReadAsync(storage.Queue(QueueName), time);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading;
        _stopping.Dispose();
    }

    private async Task ReadAsync(QueueClient queue, TimeProvider time)
    {
        const int NoSuchQueue = 404;
        using var timer = new PeriodicTimer(Between, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                try
                {
                    await queue.ClearMessagesAsync(_stopping.Token);
                }
                catch (RequestFailedException error) when (error.Status == NoSuchQueue)
                {
                    // Nobody has rung yet.
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Done.
        }
    }
}
