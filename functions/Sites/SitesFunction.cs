using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Operations;

namespace HzFunctions.Functions.Sites;

/// <summary>Onboards and changes accesses, car parks, keys and wire identities: <c>/ops/sites…</c>.</summary>
internal sealed class SitesFunction(SiteDirectory directory, OperationsEndpoint endpoint, SitesChecks checks, DownlinkChecks downlinkChecks, TimeProvider time)
{
    // The old and the new one, during a rotation.
    private const int MostKeys = 2;

    /// <summary>Serves <c>/ops/sites/{*path}</c>.</summary>
    public Task RunAsync(HttpContext context, string path) =>
        endpoint.RunAsync(context, "Sites", _ => (context.Request.Method, path) switch
        {
            ("GET", "") => ListAsync(context),
            ("PUT", "") => PutSiteAsync(context),
            ("PUT", "accesses") => PutAccessAsync(context),
            ("PUT", "identities") => PutIdentityAsync(context),
            ("POST", "keys") => MakeKeyAsync(context),
            ("POST", "keys/revoke") => RevokeKeyAsync(context),
            ("POST", "disable") => DisableAsync(context),
            _ => Task.FromResult(OperationsAnswer.NotFound("operation")),
        });

    private async Task<OperationsAnswer> ListAsync(HttpContext context)
    {
        var sites = new List<SiteBody>();
        foreach (var site in await directory.AllAsync(context.RequestAborted).ConfigureAwait(false))
        {
            var keys = await directory.KeysOfAsync(site.Site, context.RequestAborted).ConfigureAwait(false);
            sites.Add(new SiteBody(
                site.Site.Value,
                site.AccessId,
                site.ParkingCode,
                site.ParkingName,
                site.Disabled,
                keys.Select(key => new KeyBody(key.KeyId, key.CreatedAt)).ToList()));
        }

        var accesses = await directory.AccessesAsync(context.RequestAborted).ConfigureAwait(false);
        return OperationsAnswer.Ok(new SiteList(sites, [.. accesses.Select(access => access.AccessId)]), OperationsJson.Default.SiteList);
    }

    private async Task<OperationsAnswer> PutAccessAsync(HttpContext context)
    {
        var body = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.PutAccess).ConfigureAwait(false);
        var entry = await checks.CheckAsync(body, context.RequestAborted).ConfigureAwait(false);
        await directory.PutAsync(entry.ToRow(), context.RequestAborted).ConfigureAwait(false);
        return Ok();
    }

    private async Task<OperationsAnswer> PutSiteAsync(HttpContext context)
    {
        var body = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.PutSite).ConfigureAwait(false);
        var id = SitesChecks.IdOf(body.AccessId, body.ParkingCode);
        SitesChecks.CheckBills(body.Bills);
        SitesChecks.CheckBookings(body.BookToArriveSeconds, body.BookStaySeconds);
        SitesChecks.CheckReconciliation(body.Reconciliation);
        if (await directory.FindAccessAsync(body.AccessId, context.RequestAborted).ConfigureAwait(false) is null)
        {
            return OperationsAnswer.NotFound("access");
        }

        var known = await directory.FindSiteAsync(id, context.RequestAborted).ConfigureAwait(false);
        var entry = new SiteEntry(id, body.AccessId, body.ParkingCode, body.ParkingName, known?.Disabled ?? false, body.SeveralExitsWithEtc)
        {
            Webhook = body.Webhook is null ? null : await downlinkChecks.CheckAsync(body.Webhook, context.RequestAborted).ConfigureAwait(false),
            Bills = body.Bills,
            Reconciliation = body.Reconciliation,
            RefuseUncontracted = body.RefuseUncontracted,
            BookingTerms = BookingTerms.Of(body.BookToArriveSeconds, body.BookStaySeconds),
        };
        await directory.PutAsync(entry.ToRow(), context.RequestAborted).ConfigureAwait(false);
        return OperationsAnswer.Ok(new SiteMade(id.Value), OperationsJson.Default.SiteMade);
    }

    private async Task<OperationsAnswer> PutIdentityAsync(HttpContext context)
    {
        var body = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.PutIdentity).ConfigureAwait(false);
        var entry = await checks.CheckAsync(body, context.RequestAborted).ConfigureAwait(false);
        await directory.PutAsync(entry.ToRow(), context.RequestAborted).ConfigureAwait(false);
        return Ok();
    }

    private async Task<OperationsAnswer> MakeKeyAsync(HttpContext context)
    {
        var body = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.NameSite).ConfigureAwait(false);
        var id = SitesChecks.IdOf(body.AccessId, body.ParkingCode);
        if (await directory.FindSiteAsync(id, context.RequestAborted).ConfigureAwait(false) is null)
        {
            return OperationsAnswer.NotFound("car park");
        }

        var keys = await directory.KeysOfAsync(id, context.RequestAborted).ConfigureAwait(false);
        if (keys.Count >= MostKeys)
        {
            return OperationsAnswer.Problem(StatusCodes.Status409Conflict, "the car park has two keys already: revoke one first");
        }

        var (keyId, secret) = ApiKeyText.Make();
        var entry = new ApiKeyEntry(keyId, id, ApiKeyText.HashOf(secret), time.GetUtcNow());
        await directory.PutAsync(entry.ToRow(), context.RequestAborted).ConfigureAwait(false);
        return OperationsAnswer.Ok(new KeyMade($"{keyId}.{secret}"), OperationsJson.Default.KeyMade);
    }

    private async Task<OperationsAnswer> RevokeKeyAsync(HttpContext context)
    {
        var body = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.RevokeKey).ConfigureAwait(false);
        var known = SitesChecks.IsKeyId(body.KeyId)
            && await directory.RemoveAsync(ApiKeyEntry.Partition, body.KeyId, context.RequestAborted).ConfigureAwait(false);
        return known ? Ok() : OperationsAnswer.NotFound("key");
    }

    private async Task<OperationsAnswer> DisableAsync(HttpContext context)
    {
        var body = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.DisableSite).ConfigureAwait(false);
        var id = SitesChecks.IdOf(body.AccessId, body.ParkingCode);
        if (await directory.FindSiteAsync(id, context.RequestAborted).ConfigureAwait(false) is not { } site)
        {
            return OperationsAnswer.NotFound("car park");
        }

        await directory.PutAsync((site with { Disabled = body.Disabled }).ToRow(), context.RequestAborted).ConfigureAwait(false);
        return Ok();
    }

    private static OperationsAnswer Ok() => OperationsAnswer.Ok(new Done(true), OperationsJson.Default.Done);
}
