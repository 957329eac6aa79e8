using HzFunctions.Durable;
using HzFunctions.Durable.Generations;
using HzFunctions.Functions.ApplyPaymentAgain;
using HzFunctions.Functions.AskPayResult;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.ReportAbnormalBill;

namespace HzFunctions.Functions.BillOrchestrator;

/// <summary>
/// Sees a bill through that a vehicle has left behind (先离场后付费): until it is paid, refused or cancelled, somebody asks. One round is one execution: it waits until
/// something is due or somebody rings, asks the city brain, and does what follows from the answer. When something is due is on the bill's row.
/// </summary>
internal sealed class BillOrchestration : Orchestrator<BillRound, string>
{
    /// <summary>The function's name.</summary>
    public const string Function = "BillOrchestrator";

    /// <summary>The event that says: there is news on the row.</summary>
    public const string Bell = "bell";

    // For what goes wrong with us: an answer that does not come from the city brain is no failure of a step.
    private static readonly RetryPolicy Patience =
        new(10, TimeSpan.FromSeconds(2)) { BackoffCoefficient = 2, MaxRetryInterval = TimeSpan.FromMinutes(1) };

    protected override async Task<string> RunAsync(OrchestrationContext context, BillRound round)
    {
        var turn = new BillTurn(round.Site, round.BillId, GenerationId.Parse(context.InstanceId).Generation);
        await WaitAsync(context, round.NextAt - context.CurrentUtcDateTime);
        var standing = await context.CallActivityAsync<BillStanding>(AskPayResultActivity.Function, turn, Patience);
        if (standing.IsMissing)
        {
            standing = await context.CallActivityAsync<BillStanding>(ApplyPaymentAgainActivity.Function, turn, Patience);
        }
        else if (standing.IsReportDue)
        {
            standing = await context.CallActivityAsync<BillStanding>(ReportAbnormalBillActivity.Function, turn, Patience);
        }

        if (!standing.IsOver)
        {
            context.ContinueAsNew(round with { NextAt = standing.NextAt });
        }

        return standing.State;
    }

    private static async Task WaitAsync(OrchestrationContext context, TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
        {
            return;
        }

        try
        {
            await context.WaitForExternalEvent<string>(Bell, time);
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }
}
