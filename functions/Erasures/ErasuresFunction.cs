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
        Refuse(body.Reason, "reason", body.PlateNo);
        Refuse(body.Actor, "actor", body.PlateNo);
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

        OperationsLog.Erasing(logger, body.Actor, body.Reason);

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
        var plateHash = Vehicle.HashOf(WithoutBlanks(body.PlateNo));
        var sites = (await directory.AllAsync(cancellationToken).ConfigureAwait(false)).Where(site => only is null || site.Site == only).ToList();
        var plans = await sites.LookAsync((site, token) => planner.PlanAsync(site.Site, plateHash, token), cancellationToken).ConfigureAwait(false);
        return [.. plans.Where(plan => !plan.IsEmpty)];
    }

    // It is logged.
    private static void Refuse(string text, string name, string plateNo)
    {
        if (WithoutBlanks(text).Contains(WithoutBlanks(plateNo), StringComparison.OrdinalIgnoreCase))
        {
            throw new BadOperationException($"{name}: names the vehicle, and is logged");
        }
    }

    private static string WithoutBlanks(string text) => text.Replace(" ", string.Empty, StringComparison.Ordinal);

    private static OperationsAnswer Answer(ErasureBody body) => OperationsAnswer.Ok(body, OperationsJson.Default.ErasureBody);
}
