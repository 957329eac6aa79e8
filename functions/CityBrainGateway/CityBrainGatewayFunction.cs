using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Heartbeats;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>
/// The interfaces of the standard as a car park calls them: in plain JSON with a key, or in the standard's own wire form. Also behind
/// the paths <c>/api/v2/tcjg/…</c> (which the document's hidden links name) and <c>/guid/api/queryParkingCode</c>.
/// </summary>
internal sealed class CityBrainGatewayFunction(
    StandardCatalogue catalogue,
    RequestValidator validator,
    JsonForm jsonForm,
    WireFormReader wireForm,
    RateLimits rateLimits,
    EventDesk events,
    DirectDesk direct,
    CarParkPresences presences,
    ILogger<CityBrainGatewayFunction> logger)
{
    /// <summary>Answers a call of the interface that the route names.</summary>
    public async Task RunAsync(HttpContext context, string interfaceName)
    {
        var inWireForm = WireFormReader.Recognises(context.Request);
        GatewayAnswer answer;
        try
        {
            answer = await AnswerAsync(context, interfaceName, inWireForm).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is BadHttpRequestException or EndOfStreamException)
        {
            answer = GatewayAnswer.Refused(StatusCodes.Status400BadRequest, "the body is not as long as Content-Length says, or the request is malformed");
        }
#pragma warning disable CA1031 // A car park gets an answer in the standard's shape whatever goes wrong here, and sends again.
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            GatewayLog.Failed(logger, interfaceName, fault);
            answer = GatewayAnswer.Refused(StatusCodes.Status503ServiceUnavailable, "the request could not be kept; send it again") with { RetryAfter = 5 };
        }

        await GatewayAnswerWriter.WriteAsync(context, answer, inWireForm).ConfigureAwait(false);
    }

    private async Task<GatewayAnswer> AnswerAsync(HttpContext context, string interfaceName, bool inWireForm)
    {
        if (catalogue.Find(interfaceName) is not { Kind: InterfaceKind.HttpUplink } definition)
        {
            return GatewayAnswer.Refused(StatusCodes.Status404NotFound, "the standard has no such interface");
        }

        if (RequestBody.RefusalOf(context.Request) is { } refusal)
        {
            return refusal;
        }

        var reading = inWireForm
            ? await wireForm.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false)
            : await jsonForm.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        return reading.Request is { } request
            ? await ServeAsync(context, definition, request).ConfigureAwait(false)
            : reading.Refusal!;
    }

    private async Task<GatewayAnswer> ServeAsync(HttpContext context, InterfaceDefinition definition, GatewayRequest request)
    {
        if (!rateLimits.Admits(request.Caller))
        {
            return GatewayAnswer.Refused(StatusCodes.Status429TooManyRequests, "too many requests") with { RetryAfter = 1 };
        }

        var data = UpstreamAccessId.PutInto(request.Data, definition, request.Caller.AccessId);
        var validation = validator.Validate(definition, data);
        var isPhoto = definition.Request.Any(field => field.Place == FieldPlace.Form);
        var photo = isPhoto ? PhotoFile.Read(request.File) : null;
        List<FieldError> errors = [.. validation.Errors, .. photo?.Errors ?? []];
        if (errors.Count > 0)
        {
            return GatewayAnswer.Invalid(errors);
        }

        // What goes up decides whose it is: what came may name a car park in ways that only validation sees through.
        var (site, foreign) = SiteBinding.Bind(request.Caller, validation.Json!);
        if (foreign)
        {
            GatewayLog.ForeignSite(logger, request.Caller.Name, definition.Name);
            return GatewayAnswer.Refused(StatusCodes.Status403Forbidden, "parkingCode: is not the car park of this key");
        }

        if (site is { SeveralExitsWithEtc: true }
            && validator.Validate(definition, data, new ValidationSettings { SeveralExitsWithEtc = true }).Errors is { Count: > 0 } exits)
        {
            return GatewayAnswer.Invalid(exits);
        }

        if (context.Request.Query["dryRun"] == "true")
        {
            return new GatewayAnswer { DryRun = true };
        }

        var answer = definition.Role == UplinkRole.Event
            ? await events.AcceptAsync(site!.Site, definition, validation.Json!, photo?.Jpeg, context.RequestAborted).ConfigureAwait(false)
            : await direct.CallAsync(request.Caller.AccessId, site, definition, validation.Json!, context.RequestAborted).ConfigureAwait(false);
        await NoteHeardAsync(site, definition, answer, context.RequestAborted).ConfigureAwait(false);
        return answer;
    }

    // Heartbeats are noted with what they show.
    private Task NoteHeardAsync(SiteEntry? site, InterfaceDefinition definition, GatewayAnswer answer, CancellationToken cancellationToken) =>
        site is null || definition.Name == HeartbeatDesk.Interface
            ? Task.CompletedTask
            : presences.HeardAsync(site.Site, definition.Name, isEvent: answer.Receipt is not null, cancellationToken);
}
