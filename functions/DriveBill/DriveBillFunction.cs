using HzFunctions.Durable.Client;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.BillOrchestrator;

namespace HzFunctions.Functions.DriveBill;

/// <summary>
/// Sees to it that an open bill has an orchestration, and rings its bell where it has one. What there is to know stands on the bill's row: this
/// carries no news.
/// </summary>
internal sealed class DriveBillFunction(BillStore store)
{
    /// <summary>Runs for one message of the queue <c>bill-commands</c>. A fault makes the host deliver it again.</summary>
    public async Task RunAsync(string text, DurableClient client, CancellationToken cancellationToken)
    {
        var (site, billId) = BillCommand.Read(text);
        var (bill, _) = await store.FindAsync(site, billId, cancellationToken).ConfigureAwait(false);
        if (bill is not { Kind: BillKind.Exit })
        {
            return;
        }

        var instance = bill.Instance.ToString();
        if (bill.IsOver)
        {
            // One that was never started need not hear that it is over.
            await client.RaiseEventAsync(instance, BillOrchestration.Bell, payload: null, cancellationToken).ConfigureAwait(false);
        }
        else if (await StartAsync(client, bill, cancellationToken).ConfigureAwait(false) == StartOutcome.AlreadyRunning)
        {
            await client.RaiseEventAsync(instance, BillOrchestration.Bell, payload: null, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<StartOutcome> StartAsync(DurableClient client, BillRow bill, CancellationToken cancellationToken) => client.StartAsync(
        BillOrchestration.Function, bill.Instance.ToString(), new BillRound(bill.Site.Value, bill.BillId, bill.NextAt), cancellationToken);
}
