using HzFunctions.Durable;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.CheckDayBills;

/// <summary>Compares the bills of a day (checkDailyBill, §3.2.11), and ends its reconciliation.</summary>
internal sealed class CheckDayBillsActivity(ReconciliationSteps steps) : Activity<ReconciliationTurn, ReconciliationStanding>
{
    /// <summary>The function's name.</summary>
    public const string Function = "CheckDayBills";

    protected override Task<ReconciliationStanding> RunAsync(ReconciliationTurn input, CancellationToken cancellationToken) => steps.CheckBillsAsync(input, cancellationToken);
}
