using HzFunctions.Durable;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.SettleDay;

/// <summary>Waits for what of a day is still on its way.</summary>
internal sealed class SettleDayActivity(ReconciliationSteps steps) : Activity<ReconciliationTurn, ReconciliationStanding>
{
    /// <summary>The function's name.</summary>
    public const string Function = "SettleDay";

    protected override Task<ReconciliationStanding> RunAsync(ReconciliationTurn input, CancellationToken cancellationToken) => steps.SettleAsync(input, cancellationToken);
}
