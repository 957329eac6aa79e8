using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Operations;

namespace HzFunctions.Functions.Audit;

/// <summary>
/// Tells operators one parking act in order: <c>GET /ops/audit/{uid}</c>; <c>?site=</c> narrows it to one car park, since nothing keeps two from using the
/// same uid.
/// </summary>
internal sealed class AuditFunction(SiteDirectory directory, AuditTrail trail, OperationsEndpoint endpoint)
{
    private const int LongestUid = 200;

    /// <summary>Serves <c>/ops/audit/{uid}</c>.</summary>
    public Task RunAsync(HttpContext context, string uid) =>
        endpoint.RunAsync(context, "Audit", _ => TellAsync(context, uid, context.RequestAborted));

    private async Task<OperationsAnswer> TellAsync(HttpContext context, string uid, CancellationToken cancellationToken)
    {
        if (uid.Length is 0 or > LongestUid)
        {
            throw new BadOperationException($"uid: empty, or longer than {LongestUid} characters");
        }

        var asked = context.Request.Query["site"].ToString();
        var only = asked.Length == 0 ? (SiteId?)null : SiteId.Parse(asked) ?? throw new BadOperationException("site: is no car park");
        var sites = (await directory.AllAsync(cancellationToken).ConfigureAwait(false)).Where(site => only is null || site.Site == only).ToList();
        var all = await sites.LookAsync(
            async (site, token) => new AuditedStay(site.Site.Value, await trail.ReadAsync(site.Site, uid, token).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        var stays = all.Where(stay => stay.Entries.Count > 0).ToList();
        return stays.Count == 0
            ? OperationsAnswer.NotFound("parking act")
            : OperationsAnswer.Ok(new AuditBody(uid, stays), OperationsJson.Default.AuditBody);
    }
}
