using HzFunctions.Durable;
using HzFunctions.Functions.Billing;

namespace HzFunctions.Functions.ApplyPaymentAgain;

/// <summary>Applies once more for a bill of which the city brain says that it has none (applyPayment, §3.2.4).</summary>
internal sealed class ApplyPaymentAgainActivity(BillSteps steps) : Activity<BillTurn, BillStanding>
{
    /// <summary>The function's name.</summary>
    public const string Function = "ApplyPaymentAgain";

    protected override Task<BillStanding> RunAsync(BillTurn input, CancellationToken cancellationToken) => steps.ApplyAsync(input, cancellationToken);
}
