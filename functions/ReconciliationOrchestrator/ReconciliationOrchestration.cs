using HzFunctions.Durable;
using HzFunctions.Durable.Generations;
using HzFunctions.Functions.CheckDay;
using HzFunctions.Functions.CheckDayBills;
using HzFunctions.Functions.CompareDay;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.SettleDay;

namespace HzFunctions.Functions.ReconciliationOrchestrator;

/// <summary>
/// Reconciles one day of a car park with the city brain (停车记录日对账, §3.3). What is next, and when, stands on the day's row, and each step answers with it; so another
/// orchestration can go on where this one failed.
/// </summary>
internal sealed class ReconciliationOrchestration : Orchestrator<ReconciliationTurn, string>
{
    /// <summary>The function's name.</summary>
    public const string Function = "ReconciliationOrchestrator";

    // For what goes wrong with us: an answer that does not come from the city brain is no failure of a step.
    private static readonly RetryPolicy Patience =
        new(10, TimeSpan.FromSeconds(2)) { BackoffCoefficient = 2, MaxRetryInterval = TimeSpan.FromMinutes(1) };

    protected override async Task<string> RunAsync(OrchestrationContext context, ReconciliationTurn input)
    {
        var turn = input with { Generation = GenerationId.Parse(context.InstanceId).Generation };
        var standing = await context.CallActivityAsync<ReconciliationStanding>(SettleDayActivity.Function, turn, Patience);
        while (!standing.IsOver)
        {
            if (standing.NextAt > context.CurrentUtcDateTime)
            {
                await context.CreateTimer(standing.NextAt);
            }

            standing = await context.CallActivityAsync<ReconciliationStanding>(StepOf(standing.Phase), turn, Patience);
        }

        return standing.Outcome ?? standing.Phase;
    }

    private static string StepOf(string phase) => phase switch
    {
        ReconciliationPhase.Settling => SettleDayActivity.Function,
        ReconciliationPhase.Checking => CheckDayActivity.Function,
        ReconciliationPhase.Comparing => CompareDayActivity.Function,
        _ => CheckDayBillsActivity.Function,
    };
}
