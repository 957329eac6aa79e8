namespace HzFunctions.Durable;

/// <summary>Code that coordinates activities, timers and events over any length of time. Derive from <see cref="Orchestrator{TInput, TOutput}"/>.</summary>
public interface IOrchestrator
{
    /// <summary>Runs the code over an execution and gives its result as JSON.</summary>
    Task<string?> RunAsync(OrchestrationContext context);
}

/// <summary>An orchestrator with a typed input and result. One instance runs one turn: it keeps nothing in fields.</summary>
public abstract class Orchestrator<TInput, TOutput> : IOrchestrator
{
    /// <summary>The orchestration. See <see cref="OrchestrationContext"/> for what it may do.</summary>
    /// <param name="context">All that it may touch.</param>
    /// <param name="input">The input of this execution.</param>
    protected abstract Task<TOutput> RunAsync(OrchestrationContext context, TInput input);

    // No ConfigureAwait(false): the code must stay in the turn.
    async Task<string?> IOrchestrator.RunAsync(OrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Write(await RunAsync(context, context.GetInput<TInput>()!));
    }
}
