using HzFunctions.Durable.Execution;
using HzFunctions.Durable.Invocation;

namespace HzFunctions.Durable.Worker;

/// <summary>Runs an activity for the host. What user code throws goes back in our envelope; other faults are a plain 500.</summary>
internal sealed class ActivityEndpoint(
    IServiceScopeFactory scopes, FunctionRegistry functions, DurableJson json, ILogger<ActivityEndpoint> logger)
{
    public async Task RunAsync(HttpContext context, string name)
    {
        ActivityEnvelope answer;
        try
        {
            using var invocation = await HostInvocation.ReadAsync(context.Request.Body, context.RequestAborted).ConfigureAwait(false);
            await using var scope = scopes.CreateAsyncScope();
            var activity = functions.Activities[name](scope.ServiceProvider);
            answer = await RunAsync(activity, name, invocation.OnlyText, context.RequestAborted).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nothing may end this process, and the host must hear of it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            WorkerLog.ActivityNotRun(logger, name, fault);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        await HostAnswer.WriteAsync(context, answer.Write()).ConfigureAwait(false);
    }

    private async Task<ActivityEnvelope> RunAsync(IActivity activity, string name, string? input, CancellationToken cancellationToken)
    {
        try
        {
            return ActivityEnvelope.Of(await activity.RunAsync(json, input, cancellationToken).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Every failure of the step is the orchestrator's to judge.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            WorkerLog.ActivityFailed(logger, name, failure);
            return ActivityEnvelope.Of(failure);
        }
    }
}
