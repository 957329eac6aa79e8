using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>Passes questions and commands to the city brain at once, and its answer back.</summary>
internal sealed class DirectDesk(DirectCalls calls, UidHeadStart headStart)
{
    /// <summary>Calls the city brain for a caller.</summary>
    public async Task<GatewayAnswer> CallAsync(
        string accessId, SiteId? site, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
    {
        if (definition.Role == UplinkRole.Command && site is { } known && UidIn(payload) is { } uid)
        {
            await headStart.GiveAsync(known, uid, cancellationToken).ConfigureAwait(false);
        }

        var answer = await calls.CallAsync(accessId, definition, payload, cancellationToken).ConfigureAwait(false);
        return answer.Outcome == AnswerOutcome.NothingAnswered
            ? GatewayAnswer.Refused(StatusCodes.Status504GatewayTimeout, $"the city brain did not answer: {answer.Message}")
            : new GatewayAnswer { ResultCode = answer.ResultCode ?? "200", Message = answer.Message, CityBrain = answer.Body };
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
