using Azure.Storage.Queues;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench.Outage;

/// <summary>Counts the messages in the bell queue, over and over: also those being worked on, and those hidden until later.</summary>
internal sealed class QueueWatch : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _watching;
    private int _most;

    public QueueWatch(FreshStorage storage, TimeProvider time) => _watching = WatchAsync(storage.Queue(BellReader.QueueName), time);

    /// <summary>The most messages that were in the queue at once.</summary>
    public int Most => Volatile.Read(ref _most);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _stopping.Dispose();
    }

    private async Task WatchAsync(QueueClient queue, TimeProvider time)
    {
        using var timer = new PeriodicTimer(Between, time);
        try
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: _stopping.Token);
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                var properties = await queue.GetPropertiesAsync(_stopping.Token);
                Volatile.Write(ref _most, Math.Max(_most, properties.Value.ApproximateMessagesCount));
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Done.
        }
    }
}
