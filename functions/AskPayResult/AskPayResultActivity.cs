using HzFunctions.Durable;
using HzFunctions.Functions.Billing;

namespace HzFunctions.Functions.AskPayResult;

/// <summary>Asks the city brain whether a bill is paid (getPayResult, §3.2.9).</summary>
internal sealed class AskPayResultActivity(BillSteps steps) : Activity<BillTurn, BillStanding>
{
    /// <summary>The function's name.</summary>
    public const string Function = "AskPayResult";

    protected override Task<BillStanding> RunAsync(BillTurn input, CancellationToken cancellationToken) => steps.AskAsync(input, cancellationToken);
}
