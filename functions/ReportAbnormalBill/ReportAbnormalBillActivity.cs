using HzFunctions.Durable;
using HzFunctions.Functions.Billing;

namespace HzFunctions.Functions.ReportAbnormalBill;

/// <summary>Reports a bill that is unpaid for too long (uploadAbnormalBill, §3.2.10).</summary>
internal sealed class ReportAbnormalBillActivity(BillSteps steps) : Activity<BillTurn, BillStanding>
{
    /// <summary>The function's name.</summary>
    public const string Function = "ReportAbnormalBill";

    protected override Task<BillStanding> RunAsync(BillTurn input, CancellationToken cancellationToken) => steps.ReportAsync(input, cancellationToken);
}
