using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.Functions.Guidance;

/// <summary>What the city brain calls at the car park's side (室内诱导厂商实现, §4.6), at the paths that the standard prints.</summary>
internal sealed class GuidanceFunction(
    StandardCatalogue catalogue, RequestValidator validator, CityBrainAdmission admission, GuidanceDesk desk, ILogger<GuidanceFunction> logger)
{
    /// <summary>Answers a call of an interface of the catalogue.</summary>
    public async Task RunAsync(HttpContext context, string interfaceName)
    {
        GuidanceAnswer answer;
        try
        {
            answer = await AnswerAsync(context, interfaceName).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is BadHttpRequestException or EndOfStreamException)
        {
            answer = GuidanceAnswer.Refused("the body is not as long as Content-Length says, or the request is malformed");
        }
#pragma warning disable CA1031 // The city brain gets an answer in the standard's shape whatever goes wrong here, and calls again.
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            GuidanceLog.Failed(logger, interfaceName, fault);
            answer = GuidanceAnswer.TryAgain;
        }

        await GuidanceAnswerWriter.WriteAsync(context, answer).ConfigureAwait(false);
    }

    private async Task<GuidanceAnswer> AnswerAsync(HttpContext context, string interfaceName)
    {
        if (admission.RefusalOf(context.Request, interfaceName) is { } status)
        {
            var why = status == StatusCodes.Status401Unauthorized ? "the city brain's key is missing or not known" : "the address is not allowed";
            return GuidanceAnswer.Refused(why) with { Status = status };
        }

        var definition = catalogue.Find(interfaceName)!;
        var (request, refusal) = await GuidanceRequest.ReadAsync(context.Request, definition, validator).ConfigureAwait(false);
        return request is null ? refusal! : await desk.AnswerAsync(interfaceName, request, context.RequestAborted).ConfigureAwait(false);
    }
}
