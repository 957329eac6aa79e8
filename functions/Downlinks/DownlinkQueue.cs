using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Downlinks;

/// <summary>The queue <c>downlink</c> in the storage account.</summary>
internal sealed class DownlinkQueue(QueueSender queues) : IDownlinkQueue
{
    /// <summary>The queue's name.</summary>
    public const string Name = "downlink";

    public Task SendAsync(string text, TimeSpan delay, CancellationToken cancellationToken) =>
        queues.SendAsync(Name, text, delay, cancellationToken);
}
