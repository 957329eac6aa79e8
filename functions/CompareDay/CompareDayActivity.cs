using HzFunctions.Durable;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.CompareDay;

/// <summary>Compares a part of a day with the city brain's list (downUID, §3.3.2), and sends again what is missing there.</summary>
internal sealed class CompareDayActivity(ReconciliationSteps steps) : Activity<ReconciliationTurn, ReconciliationStanding>
{
    /// <summary>The function's name.</summary>
    public const string Function = "CompareDay";

    protected override Task<ReconciliationStanding> RunAsync(ReconciliationTurn input, CancellationToken cancellationToken) => steps.CompareAsync(input, cancellationToken);
}
