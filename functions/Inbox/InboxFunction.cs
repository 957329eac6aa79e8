using System.Globalization;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Inbox;

/// <summary>
/// What the city brain has sent down for a car park, until the car park has it: <c>GET /api/v2/inbox</c> and
/// <c>POST /api/v2/inbox/{id}/ack</c>. The key says which car park; there is no way to name another.
/// </summary>
internal sealed class InboxFunction(ApiKeys keys, RateLimits rateLimits, InboxWait waiting, DownlinkStore store, AckReader reader, DownlinkAcks acks)
{
    private const int LongestWait = 25;
    private const int MostMessages = 100;
    private const int DefaultMessages = 50;
    private const string AckSuffix = "/ack";

    /// <summary>Serves <c>/api/v2/inbox/{*path}</c>.</summary>
    public async Task RunAsync(HttpContext context, string path)
    {
        var (site, refusal) = await keys.AuthenticateAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        if (site is null)
        {
            await AnswerAsync(context, refusal!).ConfigureAwait(false);
        }
        else if (!rateLimits.Admits(new Caller(site.AccessId, site.Site.Value, [site])))
        {
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, "too many requests").ConfigureAwait(false);
        }
        else if (HttpMethods.IsGet(context.Request.Method) && path.Length == 0)
        {
            await ListAsync(context, site).ConfigureAwait(false);
        }
        else if (HttpMethods.IsPost(context.Request.Method) && path.EndsWith(AckSuffix, StringComparison.Ordinal))
        {
            await AnswerAsync(context, await AckAsync(context, site, path[..^AckSuffix.Length]).ConfigureAwait(false)).ConfigureAwait(false);
        }
        else
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "the inbox has no such path").ConfigureAwait(false);
        }
    }

    private async Task ListAsync(HttpContext context, SiteEntry site)
    {
        if (NumberIn(context.Request, "wait", 0, LongestWait, 0) is not { } seconds)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"wait: is not in 0..{LongestWait}").ConfigureAwait(false);
            return;
        }

        if (NumberIn(context.Request, "limit", 1, MostMessages, DefaultMessages) is not { } limit)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"limit: is not in 1..{MostMessages}").ConfigureAwait(false);
            return;
        }

        var messages = await waiting.ReadAsync(site.Site, limit, TimeSpan.FromSeconds(seconds), context.RequestAborted).ConfigureAwait(false);
        await InboxPage.WriteAsync(context.Response, messages, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<GatewayAnswer> AckAsync(HttpContext context, SiteEntry site, string id)
    {
        if (RequestBody.RefusalOf(context.Request) is { } tooLarge)
        {
            return tooLarge;
        }

        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var row = DownlinkKey.Parse(site.Site, id) is { } key ? (await store.FindAsync(key, context.RequestAborted).ConfigureAwait(false)).Row : null;
        if (row is null)
        {
            return GatewayAnswer.Refused(StatusCodes.Status404NotFound, "the car park has no such message");
        }

        var (ack, errors) = reader.Read(InboxEntry.Of(row), site, body, DownlinkAck.ByInbox);
        if (ack is null)
        {
            return GatewayAnswer.Invalid(errors);
        }

        await acks.TakeAsync(row.Key, ack, context.RequestAborted).ConfigureAwait(false);
        return new GatewayAnswer();
    }

    private static int? NumberIn(HttpRequest request, string name, int least, int most, int otherwise) =>
        request.Query[name] is not [{ Length: > 0 } text] ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : null;

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        var answer = GatewayAnswer.Refused(status, message);
        return AnswerAsync(context, status == StatusCodes.Status429TooManyRequests ? answer with { RetryAfter = 1 } : answer);
    }

    private static Task AnswerAsync(HttpContext context, GatewayAnswer answer) => GatewayAnswerWriter.WriteAsync(context, answer, wireForm: false);
}
