using Google.Protobuf;
using HzFunctions.Durable.Execution;
using HzFunctions.Durable.Invocation;
using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Worker;

/// <summary>
/// Runs a turn for the host. Any answer but 200 with a readable response ends the instance for good, so no fault ever leaves here.
/// </summary>
internal sealed class OrchestratorEndpoint(
    IServiceScopeFactory scopes, FunctionRegistry functions, DurableJson json, ILoggerFactory loggers, ILogger<OrchestratorEndpoint> logger)
{
    public async Task RunAsync(HttpContext context, string name)
    {
        var response = await AnswerAsync(context, name).ConfigureAwait(false);
        await HostAnswer.WriteAsync(context, response.ToByteString().ToBase64()).ConfigureAwait(false);
    }

    private async Task<OrchestratorResponse> AnswerAsync(HttpContext context, string name)
    {
        var instanceId = string.Empty;
        try
        {
            var request = await ReadAsync(context).ConfigureAwait(false);
            instanceId = request.InstanceId;
            await using var scope = scopes.CreateAsyncScope();
            var response = OrchestratorTurn.Run(request, functions.Orchestrators[name](scope.ServiceProvider), json, loggers);
            Report(name, response);
            return response;
        }
#pragma warning disable CA1031 // Whatever it is, the instance must not die of it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            WorkerLog.TurnGivenUp(logger, name, instanceId, fault);
            return OrchestratorTurn.TryAgain(instanceId, fault);
        }
    }

    private static async Task<OrchestratorRequest> ReadAsync(HttpContext context)
    {
        using var invocation = await HostInvocation.ReadAsync(context.Request.Body, context.RequestAborted).ConfigureAwait(false);
        return OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String(invocation.OnlyText ?? string.Empty));
    }

    private void Report(string name, OrchestratorResponse response)
    {
        var failed = response.Actions.Select(action => action.CompleteOrchestration).FirstOrDefault(end => end?.FailureDetails is not null);
        if (failed is not null)
        {
            WorkerLog.OrchestrationFailed(logger, name, response.InstanceId, failed.FailureDetails.ErrorType);
        }
    }
}
