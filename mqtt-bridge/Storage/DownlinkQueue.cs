using Azure;
using Azure.Storage.Queues;
using HzFunctions.Storage;

namespace HzFunctions.MqttBridge.Storage;

/// <summary>The queue <c>downlink</c>, which the function <c>HandleDownlink</c> reads. It is made when a message finds none.</summary>
internal sealed class DownlinkQueue(StorageClients storage) : IDownlinkQueue
{
    /// <summary>The queue's name.</summary>
    public const string Name = "downlink";

    // A queue forgets a message after 7 days unless it is told not to.
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    private readonly QueueClient _queue = storage.Queues.GetQueueClient(Name);

    public async Task EnqueueAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(text, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException failure) when (failure.Status == StatusCodes.Status404NotFound)
        {
            await _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            await SendAsync(text, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(string text, CancellationToken cancellationToken) =>
        await _queue.SendMessageAsync(text, timeToLive: ForEver, cancellationToken: cancellationToken).ConfigureAwait(false);
}
