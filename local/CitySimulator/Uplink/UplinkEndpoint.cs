using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.CitySimulator.Answers;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Faults;
using HzFunctions.Local.CitySimulator.Violations;

namespace HzFunctions.Local.CitySimulator.Uplink;

/// <summary>One uplink call from its first byte to its answer, with the faults in force getting in its way.</summary>
internal sealed class UplinkEndpoint(
    UplinkRoutes routes,
    UplinkReader reader,
    CityDesk desk,
    ViolationBook violations,
    FaultBoard faults,
    FaultGate gate,
    CityStatistics statistics)
{
    public async Task HandleAsync(HttpContext http)
    {
        statistics.NoteRequest();
        if (routes.Find(http.Request.Path) is not { } definition)
        {
            violations.Add(ViolationKind.UnknownInterface, "", null, null, "the path is none of the standard's");
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            await RespondAsync(http, definition);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone, as callers of a slow city brain do.
        }
    }

    private async Task RespondAsync(HttpContext http, InterfaceDefinition definition)
    {
        if (await AnswerAsync(http, definition) is { } answer)
        {
            statistics.NoteAnswer(answer.ResultCode);
            await http.Response.WriteAsJsonAsync(AnswerStyle.Write(definition.Name, answer), AnswerStyle.Format, http.RequestAborted);
        }
    }

    /// <summary>The answer, or null when a fault has made the response already.</summary>
    private async Task<CityAnswer?> AnswerAsync(HttpContext http, InterfaceDefinition definition)
    {
        WireParameters? parameters = null;
        try
        {
            parameters = await ParameterReader.ReadAsync(http.Request, http.RequestAborted);
            var target = new FaultTarget(definition.Name, parameters.AccessID);
            return await gate.IsBlockedAsync(http, target) ? null : await DecideAsync(http, reader.Read(definition, parameters));
        }
        catch (RefusedException refused)
        {
            if (refused.Kind is { } kind)
            {
                violations.Add(kind, definition.Name, parameters?.AccessID, null, refused.Message);
            }

            return CityAnswer.Refused(refused.Message);
        }
    }

    private async Task<CityAnswer?> DecideAsync(HttpContext http, CityRequest request)
    {
        var target = new FaultTarget(request.Interface, request.Access.AccessID, request.RecordId);
        if ((faults.Take(FaultKind.Poison, target) ?? faults.Take(FaultKind.ResultCode, target)) is { Order: var order })
        {
            return TurnAway(request, new CityAnswer(order.ResultCode ?? "500", order.Message ?? "服务器错误"));
        }

        var answer = desk.Decide(Met(request, target));
        if (answer.Fate == AnswerFate.Given && !(answer.IsSuccess && faults.Take(FaultKind.AnswerLost, target) is not null))
        {
            return answer;
        }

        await gate.LoseAnswerAsync(http, held: answer.Fate == AnswerFate.Held);
        return null;
    }

    private CityRequest Met(CityRequest request, FaultTarget target) => request with
    {
        LostShare = faults.Find(FaultKind.Forget, target) is { } forget ? forget.Order.Share ?? 100 : null,
        IsAnsweredWrongly = request.Interface switch
        {
            "uploadCheckRecord" => faults.Take(FaultKind.Miscount, target) is not null,
            "downUID" => faults.Take(FaultKind.CutList, target) is not null,
            _ => false,
        },
    };

    // After a 500 the sender must hold back what follows; after any other code it need not.
    private CityAnswer TurnAway(CityRequest request, CityAnswer answer)
    {
        if (answer.ResultCode != "500")
        {
            desk.NoteTurnedAway(request);
        }

        return answer;
    }
}
