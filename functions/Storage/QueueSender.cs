using System.Collections.Concurrent;
using Azure.Storage.Queues;

namespace HzFunctions.Functions.Storage;

/// <summary>Sends messages to storage queues, which are made on first use.</summary>
internal sealed class QueueSender(QueueServiceClient service)
{
    private readonly ConcurrentDictionary<string, (QueueClient Client, OnFirstUse Created)> _queues = new(StringComparer.Ordinal);

    // A queue forgets a message after 7 days unless it is told not to.
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    /// <summary>Sends a message that becomes visible after <paramref name="delay"/> (at most 7 days).</summary>
    public async Task SendAsync(string queue, string text, TimeSpan delay, CancellationToken cancellationToken)
    {
        var (client, created) = _queues.GetOrAdd(queue, Open);
        await created.EnsureAsync(cancellationToken).ConfigureAwait(false);

        // The client library cuts fractions of a second off: a bell would ring before its time, and be lost on a site that still backs off.
        var wholeSeconds = TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds));
        await client.SendMessageAsync(text, wholeSeconds, ForEver, cancellationToken).ConfigureAwait(false);
    }

    private (QueueClient Client, OnFirstUse Created) Open(string name)
    {
        var client = service.GetQueueClient(name);
        return (client, new OnFirstUse(cancellationToken => client.CreateIfNotExistsAsync(cancellationToken: cancellationToken)));
    }
}
