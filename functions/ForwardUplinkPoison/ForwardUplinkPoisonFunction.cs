using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Quarantine;

namespace HzFunctions.Functions.ForwardUplinkPoison;

/// <summary>A bell that was delivered again and again without success goes into quarantine; the records that it was for stay in the outbox.</summary>
internal sealed class ForwardUplinkPoisonFunction(IQuarantine quarantine)
{
    /// <summary>Runs for one message of the queue <c>forward-uplink-poison</c>.</summary>
    public Task RunAsync(string message, CancellationToken cancellationToken) =>
        quarantine.KeepAsync(QueueBell.Queue, message, "delivered more often than host.json allows (maxDequeueCount)", cancellationToken);
}
