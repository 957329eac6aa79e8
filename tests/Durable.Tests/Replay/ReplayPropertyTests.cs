using CsCheck;
using HzFunctions.Durable.Client;
using HzFunctions.Durable.Tests.Orchestrators;
using HzFunctions.Tests.Shared;

namespace HzFunctions.Durable.Tests.Replay;

/// <summary>The law of replay: the same history gives the same actions, however it is cut.</summary>
public sealed class ReplayPropertyTests
{
    private const int Cases = 10_000;
    private static readonly DurableJson Json = new();

    [Fact]
    public void Any_orchestration_does_the_same_at_every_replay_of_every_prefix()
    {
        var statuses = new System.Collections.Concurrent.ConcurrentDictionary<OrchestrationRuntimeStatus, int>();
        Gen.Select(RandomProgram.Generator, RandomWorld.Generator).Sample(
            (program, world) =>
            {
                var run = world.CreateHarness(Json).Run(() => new LambdaOrchestrator(context => RunAsync(context, program, world.Rounds)), 0);
                statuses.AddOrUpdate(run.Status, 1, (_, count) => count + 1);
            },
            iter: Scale.Of(Cases));

        // A generator that only ever made one kind of end would prove little.
        Assert.All(
            [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Terminated],
            status => Assert.True(statuses.ContainsKey(status), $"No run ended as {status}."));
    }

    private static async Task<object?> RunAsync(OrchestrationContext context, RandomProgram program, int rounds)
    {
        var round = context.GetInput<int>();
        var result = await program.RunAsync(context);
        if (round < rounds)
        {
            context.ContinueAsNew(round + 1);
        }

        return result;
    }
}
