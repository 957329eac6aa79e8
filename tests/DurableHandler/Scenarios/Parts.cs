using HzFunctions.Durable;

namespace HzFunctions.DurableHandler.Scenarios;

/// <summary>An orchestration with parts, one of which fails.</summary>
internal sealed class Parent : Scenario<int, string>
{
    protected override Task<int> BeginAsync(OrchestrationContext context, int input) => context.CallSubOrchestratorAsync<int>("Child", 3);

    protected override async Task<string> EndAsync(OrchestrationContext context, int state)
    {
        try
        {
            await context.CallSubOrchestratorAsync<int>("Child", -1);
            return "no failure";
        }
        catch (TaskFailedException failure)
        {
            return $"{state + await context.CallSubOrchestratorAsync<int>("Child", 4)} {failure.TaskName}";
        }
    }
}

/// <summary>A part: sums squares.</summary>
internal sealed class Child : Orchestrator<int, int>
{
    protected override async Task<int> RunAsync(OrchestrationContext context, int input) => input < 0
        ? throw new InvalidOperationException("negative")
        : (await Task.WhenAll(Enumerable.Range(0, input).Select(number =>
            context.CallActivityAsync<int>("Square", number, new RetryPolicy(10, TimeSpan.FromSeconds(1)))))).Sum();
}
