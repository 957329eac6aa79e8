using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Queues;

namespace HzFunctions.Functions.Storage;

/// <summary>Sends messages to storage queues, which are made on first use.</summary>
internal sealed class QueueSender(QueueServiceClient service)
{
    private readonly ConcurrentDictionary<string, (QueueClient Client, OnFirstUse Created)> _queues = new(StringComparer.Ordinal);

    // A queue forgets a message after 7 days unless it is told not to.
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    // A pop receipt is Base64.
    private const char Between = '!';

    /// <summary>Sends a message that becomes visible after <paramref name="delay"/> (at most 7 days); returns what it can be deleted by.</summary>
    public async Task<string> SendAsync(string queue, string text, TimeSpan delay, CancellationToken cancellationToken)
    {
        var (client, created) = _queues.GetOrAdd(queue, Open);
        await created.EnsureAsync(cancellationToken).ConfigureAwait(false);

        // The client library cuts fractions of a second off: a bell would ring before its time, and be lost on a site that still backs off.
        var wholeSeconds = TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds));
        var sent = await client.SendMessageAsync(text, wholeSeconds, ForEver, cancellationToken).ConfigureAwait(false);
        return $"{sent.Value.MessageId}{Between}{sent.Value.PopReceipt}";
    }

    /// <summary>Deletes a message that nobody has received yet; one that was received meanwhile, or is gone, stays as it is.</summary>
    public async Task DeleteAsync(string queue, string receipt, CancellationToken cancellationToken)
    {
        var (client, _) = _queues.GetOrAdd(queue, Open);
        var parts = receipt.Split(Between, 2);
        try
        {
            await client.DeleteMessageAsync(parts[0], parts[1], cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException failure) when (failure.Status is 400 or 404)
        {
            // Another pop receipt since then, or none: it has been received, and whoever has it deletes it.
        }
    }

    private (QueueClient Client, OnFirstUse Created) Open(string name)
    {
        var client = service.GetQueueClient(name);
        return (client, new OnFirstUse(cancellationToken => client.CreateIfNotExistsAsync(cancellationToken: cancellationToken)));
    }
}
