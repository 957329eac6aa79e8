namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// The time that a car park has for a message: 15 s from its arrival, so that the city brain hears within its 20 s (R35, R57, R81). Each
/// deadline is a message in the queue, which is deleted when the car park's word comes first.
/// </summary>
internal sealed class Deadlines(IDownlinkQueue queue, TimeProvider time, ILogger<Deadlines> logger)
{
    /// <summary>How long a car park has.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Sets the deadline of a message; returns what it can be cleared by.</summary>
    public Task<string> SetAsync(DownlinkKey key, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var order = new DownlinkOrder
        {
            Version = DownlinkReader.Version,
            Deadline = new DeadlineOrder(key.Site.Value, key.Id, receivedAt),
        };
        var left = receivedAt + Patience - time.GetUtcNow();

        // The bridge's clock may be ahead of ours.
        var delay = left < TimeSpan.Zero ? TimeSpan.Zero : left > Patience ? Patience : left;
        return queue.SendAsync(order.ToJson(), delay, cancellationToken);
    }

    /// <summary>Clears the deadline of a message. One that cannot be cleared finds nothing to do.</summary>
    public async Task ClearAsync(DownlinkRow row, CancellationToken cancellationToken)
    {
        if (row.Deadline is not { } receipt)
        {
            return;
        }

        try
        {
            await queue.DeleteAsync(receipt, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the queue's fault is, what was to be done is done.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            DownlinkLog.DeadlineNotCleared(logger, row.Key.Topic.Name, fault);
        }
    }
}
