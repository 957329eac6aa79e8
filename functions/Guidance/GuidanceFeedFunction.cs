using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.Guidance;

/// <summary>
/// What a car park tells of its spaces, and of the vehicles at them: <c>PUT</c> and <c>DELETE /api/v2/guidance/spaces</c>, <c>POST /api/v2/guidance/positions</c>. The key says which
/// car park; there is no way to name another.
/// </summary>
internal sealed class GuidanceFeedFunction(ApiKeys keys, RateLimits rateLimits, SpaceFeed spaces, PositionFeed positions)
{
    /// <summary>The largest body, in bytes: 5,000 spaces with long addresses fit well.</summary>
    private const int LargestBody = 4 * 1024 * 1024;

    private const int MostRemoved = 100;

    /// <summary>Serves <c>/api/v2/guidance/spaces</c>.</summary>
    public Task SpacesAsync(HttpContext context) => AdmitAsync(
        context,
        site => HttpMethods.IsDelete(context.Request.Method) ? RemoveAsync(context, site) : PutAsync(context, site));

    /// <summary>Serves <c>/api/v2/guidance/positions</c>.</summary>
    public Task PositionsAsync(HttpContext context) => AdmitAsync(context, site => NoteAsync(context, site));

    private async Task AdmitAsync(HttpContext context, Func<SiteEntry, Task<GatewayAnswer>> answer)
    {
        var (site, refusal) = await keys.AuthenticateAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var answered = site is null ? refusal!
            : !rateLimits.Admits(new Caller(site.AccessId, site.Site.Value, [site]))
                ? GatewayAnswer.Refused(StatusCodes.Status429TooManyRequests, "too many requests") with { RetryAfter = 1 }
                : await answer(site).ConfigureAwait(false);
        await GatewayAnswerWriter.WriteAsync(context, answered, wireForm: false).ConfigureAwait(false);
    }

    private async Task<GatewayAnswer> PutAsync(HttpContext context, SiteEntry site)
    {
        if (RequestBody.RefusalOf(context.Request, LargestBody) is { } refusal)
        {
            return refusal;
        }

        var (read, errors) = spaces.Read(await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false));
        if (errors.Count > 0)
        {
            return GatewayAnswer.Invalid(errors);
        }

        if (IsDryRun(context))
        {
            return new GatewayAnswer { DryRun = true };
        }

        var outdated = await spaces.PutAsync(site.Site, read, context.RequestAborted).ConfigureAwait(false);
        return outdated == 0
            ? new GatewayAnswer()
            : new GatewayAnswer { Message = $"{GatewayAnswer.Success}; {outdated} of {read.Count} are older than what is known, and change nothing" };
    }

    private async Task<GatewayAnswer> RemoveAsync(HttpContext context, SiteEntry site)
    {
        var named = context.Request.Query["parkSpaceId"];
        if (named.Count is 0 or > MostRemoved || named.Any(string.IsNullOrEmpty))
        {
            return GatewayAnswer.Refused(StatusCodes.Status400BadRequest, $"parkSpaceId: is not 1 to {MostRemoved} times in the query");
        }

        foreach (var parkSpaceId in named)
        {
            if (!await spaces.RemoveAsync(site.Site, parkSpaceId!, context.RequestAborted).ConfigureAwait(false))
            {
                return GatewayAnswer.Refused(
                    StatusCodes.Status409Conflict, "parkSpaceId: the space is booked; say bookable false, and remove it when the booking has ended");
            }
        }

        return new GatewayAnswer();
    }

    private async Task<GatewayAnswer> NoteAsync(HttpContext context, SiteEntry site)
    {
        if (RequestBody.RefusalOf(context.Request) is { } refusal)
        {
            return refusal;
        }

        var (read, errors) = positions.Read(await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false));
        if (errors.Count > 0)
        {
            return GatewayAnswer.Invalid(errors);
        }

        if (IsDryRun(context))
        {
            return new GatewayAnswer { DryRun = true };
        }

        await positions.NoteAsync(site.Site, read, context.RequestAborted).ConfigureAwait(false);
        return new GatewayAnswer();
    }

    private static bool IsDryRun(HttpContext context) => context.Request.Query["dryRun"] == "true";
}
