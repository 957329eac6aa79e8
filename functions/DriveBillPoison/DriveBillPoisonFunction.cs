using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Quarantine;

namespace HzFunctions.Functions.DriveBillPoison;

/// <summary>A command for a bill that was delivered again and again without success goes into quarantine, from where operations can put it back.</summary>
internal sealed class DriveBillPoisonFunction(IQuarantine quarantine)
{
    /// <summary>Runs for one message of the queue <c>bill-commands-poison</c>.</summary>
    public Task RunAsync(string command, CancellationToken cancellationToken) => quarantine.KeepAsync(
        BillQueue.Name, command, "delivered more often than host.json allows (maxDequeueCount)", cancellationToken);
}
