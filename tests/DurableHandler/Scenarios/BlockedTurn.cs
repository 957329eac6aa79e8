using HzFunctions.Durable;
using HzFunctions.DurableHandler.Control;

namespace HzFunctions.DurableHandler.Scenarios;

/// <summary>
/// Stands still within a turn, which no orchestrator may, so that a test can kill the handler just there. The successor of the instance
/// finds the gate open.
/// </summary>
internal sealed class BlockedTurn(ControlFolder folder) : Orchestrator<string, int>
{
    protected override async Task<int> RunAsync(OrchestrationContext context, string input)
    {
        var first = await context.CallActivityAsync<int>("AddOne", 1);
        folder.PassBlocking(input);
        return await context.CallActivityAsync<int>("AddOne", first);
    }
}
