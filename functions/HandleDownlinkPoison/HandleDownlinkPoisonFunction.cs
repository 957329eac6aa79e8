using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Quarantine;

namespace HzFunctions.Functions.HandleDownlinkPoison;

/// <summary>A downlink message that was delivered again and again without success goes into quarantine, from where operations can put it back.</summary>
internal sealed class HandleDownlinkPoisonFunction(IQuarantine quarantine, DownlinkMetrics metrics)
{
    /// <summary>Runs for one message of the queue <c>downlink-poison</c>.</summary>
    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        await quarantine.KeepAsync(
            DownlinkQueue.Name, message, "delivered more often than host.json allows (maxDequeueCount)", cancellationToken).ConfigureAwait(false);
        metrics.Quarantined("poison");
    }
}
