using HzFunctions.Durable;

namespace HzFunctions.DurableHandler.Scenarios;

/// <summary>
/// An orchestration in two halves. Between them it stands still twice, so that a test can kill processes there: once within an activity,
/// once with nothing running at all.
/// </summary>
internal abstract class Scenario<TState, TOutput> : Orchestrator<int, TOutput>
{
    /// <summary>Tried again when the process that ran the activity has died.</summary>
    protected static readonly RetryPolicy Patience = new(10, TimeSpan.FromSeconds(1));

    protected sealed override async Task<TOutput> RunAsync(OrchestrationContext context, int input)
    {
        var state = await BeginAsync(context, input);
        await context.CallActivityAsync<bool>("Gate", context.InstanceId, Patience);
        context.SetCustomStatus("waiting");
        await context.WaitForExternalEvent<int?>("go");
        context.SetCustomStatus("going on");
        return await EndAsync(context, state);
    }

    protected abstract Task<TState> BeginAsync(OrchestrationContext context, int input);

    protected abstract Task<TOutput> EndAsync(OrchestrationContext context, TState state);
}
