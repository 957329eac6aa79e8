namespace HzFunctions.Functions.Downlinks;

/// <summary>Our own messages on the queue <c>downlink</c>: deadlines and bells.</summary>
internal interface IDownlinkQueue
{
    /// <summary>Sends a message that becomes visible after <paramref name="delay"/>; returns what it can be deleted by.</summary>
    Task<string> SendAsync(string text, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Deletes a message that is not visible yet; one that is gone is no fault.</summary>
    Task DeleteAsync(string receipt, CancellationToken cancellationToken);
}
