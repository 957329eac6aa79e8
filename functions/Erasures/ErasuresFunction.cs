using System.Security.Cryptography;
using System.Text;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Operations;

namespace HzFunctions.Functions.Erasures;

/// <summary>
/// Erases what is kept of a vehicle (个人信息保护法): <c>POST /ops/erasures</c>, first as a dry run, whose answer has the word that erasing wants. The plate
/// stands in the body and is neither logged nor answered.
/// </summary>
internal sealed class ErasuresFunction(
    SiteDirectory directory, ErasurePlanner planner, Eraser eraser, OperationsEndpoint endpoint, ILogger<ErasuresFunction> logger)
{
    /// <summary>Serves <c>/ops/erasures</c>.</summary>
    public Task RunAsync(HttpContext context) => endpoint.RunAsync(context, "Erasures", _ => EraseAsync(context));

    private async Task<OperationsAnswer> EraseAsync(HttpContext context)
    {
        var body = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.EraseVehicle).ConfigureAwait(false);
        OperationsEndpoint.Require(body.PlateNo, "plateNo");
        OperationsEndpoint.Require(body.Reason, "reason");
        OperationsEndpoint.Require(body.Actor, "actor");
        var plans = await PlanAsync(body, context.RequestAborted).ConfigureAwait(false);
        var digest = ErasurePlan.DigestOf(plans);
        if (body.DryRun)
        {
            return Answer(new ErasureBody(DryRun: true, digest, [.. plans.Select(plan => plan.Report())]));
        }

        OperationsEndpoint.Require(body.Confirm, "confirm");
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(digest), Encoding.UTF8.GetBytes(body.Confirm)))
        {
            return OperationsAnswer.Problem(StatusCodes.Status409Conflict, "confirm: is not of a dry run that found what there is now; make another one");
        }

        // Whoever has begun must not stop because the operator's connection breaks.
        var erased = new List<ErasedSite>();
        foreach (var plan in plans)
        {
            erased.Add((await eraser.EraseAsync(plan, CancellationToken.None).ConfigureAwait(false)).Report());
        }

        OperationsLog.Erased(logger, body.Actor, erased.Sum(site => site.Count), erased.Sum(site => site.Kept.Count), body.Reason);
        return Answer(new ErasureBody(DryRun: false, Confirm: null, erased));
    }

    private async Task<IReadOnlyList<ErasurePlan>> PlanAsync(EraseVehicle body, CancellationToken cancellationToken)
    {
        var only = body.Site is null ? (SiteId?)null : SiteId.Parse(body.Site) ?? throw new BadOperationException("site: is no car park");
        var plateHash = Vehicle.HashOf(body.PlateNo.Replace(" ", string.Empty, StringComparison.Ordinal));
        var plans = new List<ErasurePlan>();
        foreach (var site in await directory.AllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (only is null || site.Site == only)
            {
                plans.Add(await planner.PlanAsync(site.Site, plateHash, cancellationToken).ConfigureAwait(false));
            }
        }

        return [.. plans.Where(plan => !plan.IsEmpty)];
    }

    private static OperationsAnswer Answer(ErasureBody body) => OperationsAnswer.Ok(body, OperationsJson.Default.ErasureBody);
}
