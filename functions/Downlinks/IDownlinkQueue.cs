namespace HzFunctions.Functions.Downlinks;

/// <summary>Our own messages on the queue <c>downlink</c>.</summary>
internal interface IDownlinkQueue
{
    /// <summary>Sends a message that becomes visible after <paramref name="delay"/>.</summary>
    Task SendAsync(string text, TimeSpan delay, CancellationToken cancellationToken);
}
