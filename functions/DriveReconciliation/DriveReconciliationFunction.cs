using HzFunctions.Durable.Client;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.ReconciliationOrchestrator;

namespace HzFunctions.Functions.DriveReconciliation;

/// <summary>Sees to it that a day whose reconciliation has begun has an orchestration.</summary>
internal sealed class DriveReconciliationFunction(ReconciliationStore store)
{
    /// <summary>Runs for one message of the queue <c>reconciliation-commands</c>. A fault makes the host deliver it again.</summary>
    public async Task RunAsync(string text, DurableClient client, CancellationToken cancellationToken)
    {
        var (site, day) = ReconciliationCommand.Read(text);
        if (await store.FindAsync(site, day, cancellationToken).ConfigureAwait(false) is { IsOver: false } row)
        {
            await client.StartAsync(
                ReconciliationOrchestration.Function,
                row.Instance.ToString(),
                new ReconciliationTurn(site.Value, day, row.Generation),
                cancellationToken).ConfigureAwait(false);
        }
    }
}
