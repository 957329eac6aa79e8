using HzFunctions.Durable;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.CheckDay;

/// <summary>Counts a day and asks the city brain whether it balances (uploadCheckRecord, §3.3.1).</summary>
internal sealed class CheckDayActivity(ReconciliationSteps steps) : Activity<ReconciliationTurn, ReconciliationStanding>
{
    /// <summary>The function's name.</summary>
    public const string Function = "CheckDay";

    protected override Task<ReconciliationStanding> RunAsync(ReconciliationTurn input, CancellationToken cancellationToken) => steps.CheckAsync(input, cancellationToken);
}
