using HzFunctions.Functions.Quarantine;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.DriveReconciliationPoison;

/// <summary>A command for a day that was delivered again and again without success goes into quarantine, from where operations can put it back.</summary>
internal sealed class DriveReconciliationPoisonFunction(IQuarantine quarantine)
{
    /// <summary>Runs for one message of the queue <c>reconciliation-commands-poison</c>.</summary>
    public Task RunAsync(string command, CancellationToken cancellationToken) => quarantine.KeepAsync(
        ReconciliationQueue.Name, command, "delivered more often than host.json allows (maxDequeueCount)", cancellationToken);
}
