using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Heartbeats;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>Passes questions and commands to the city brain at once, and its answer back.</summary>
internal sealed class DirectDesk(
    IDirectCalls calls, UidHeadStart headStart, BillPassage bills, PassingCommands passing, DeparturePayInfoMemory memory, HeartbeatDesk heartbeats)
{
    /// <summary>Calls the city brain for a caller.</summary>
    public async Task<GatewayAnswer> CallAsync(
        string accessId, SiteEntry? carPark, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
    {
        var site = carPark?.Site;
        if (definition.Role == UplinkRole.Command && site is { } known && UidIn(payload) is { } uid)
        {
            await headStart.GiveAsync(known, uid, cancellationToken).ConfigureAwait(false);
        }

        if (await bills.AnswerAsync(carPark, definition, payload, cancellationToken).ConfigureAwait(false) is { } answered)
        {
            return answered;
        }

        await passing.BeforeAsync(accessId, site, definition, payload, cancellationToken).ConfigureAwait(false);
        var answer = await calls.CallAsync(accessId, definition, payload, cancellationToken).ConfigureAwait(false);
        await passing.AfterAsync(site, definition, payload, answer.Outcome, cancellationToken).ConfigureAwait(false);
        await bills.AfterAsync(carPark, definition, payload, answer, cancellationToken).ConfigureAwait(false);
        var warned = await heartbeats.AfterAsync(site, definition, payload, answer, cancellationToken).ConfigureAwait(false);
        return answer.Outcome == AnswerOutcome.NothingAnswered
            ? await WithoutCityBrainAsync(site, definition, payload, answer.Message, cancellationToken).ConfigureAwait(false)
            : new GatewayAnswer { ResultCode = answer.ResultCode ?? "200", Message = answer.Message, CityBrain = warned ?? answer.Body };
    }

    private async Task<GatewayAnswer> WithoutCityBrainAsync(
        SiteId? site, InterfaceDefinition definition, string payload, string words, CancellationToken cancellationToken)
    {
        var remembered = site is { } known && definition.Name == DeparturePayInfoMemory.Question
            ? await memory.AnswerAsync(known, payload, cancellationToken).ConfigureAwait(false)
            : null;
        return remembered is null
            ? GatewayAnswer.Refused(StatusCodes.Status504GatewayTimeout, $"the city brain did not answer: {words}")
            : new GatewayAnswer { CityBrain = remembered };
    }

    private static string? UidIn(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        var data = document.RootElement.GetProperty("data");
        return data.TryGetProperty("uid", out var uid)
            || (data.TryGetProperty("params", out var parameters) && parameters.TryGetProperty("uid", out uid))
            ? uid.GetString()
            : null;
    }
}
