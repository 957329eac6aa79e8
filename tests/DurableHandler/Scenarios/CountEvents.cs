using HzFunctions.Durable;

namespace HzFunctions.DurableHandler.Scenarios;

/// <summary>
/// Begins anew with every event, and adds the events up. In the middle it stands still as the other scenarios do. Input and state:
/// events to come, half of them at the beginning, sum.
/// </summary>
internal sealed class CountEvents : Orchestrator<int[], int[]>
{
    private static readonly RetryPolicy Patience = new(10, TimeSpan.FromSeconds(1));

    protected override async Task<int[]> RunAsync(OrchestrationContext context, int[] input)
    {
        var (left, half, sum) = (input[0], input[1], input[2]);
        if (left == half)
        {
            await context.CallActivityAsync<bool>("Gate", context.InstanceId, Patience);
            context.SetCustomStatus("waiting");
            await context.WaitForExternalEvent<int?>("go");
        }

        var next = await context.WaitForExternalEvent<int>("count");
        int[] state = [left - 1, half, sum + next];
        if (state[0] > 0)
        {
            context.ContinueAsNew(state);
        }

        return state;
    }
}
