namespace HzFunctions.Durable.Tests.Orchestrators;

/// <summary>An orchestrator that is written down in its test.</summary>
internal sealed class LambdaOrchestrator(Func<OrchestrationContext, Task<object?>> code) : IOrchestrator
{
    public async Task<string?> RunAsync(OrchestrationContext context) => context.Write(await code(context));
}
