using HzFunctions.Tests.Shared;

namespace HzFunctions.EndToEnd.Durable;

/// <summary>Orchestrations through the local host and a real handler process, undisturbed and with processes that are killed.</summary>
[Collection(WholeSystem.Name)]
public sealed class OrchestrationTests
{
    private const int Events = 1_000;

    [Fact]
    public async Task Every_kind_of_orchestration_comes_to_its_end_and_a_thousand_times_as_new_loses_no_event()
    {
        await using var system = await DurableSystem.StartAsync(DurableSystem.BuiltHandler);
        await new OrchestrationRun(system, Events).RunAsync(() => Task.CompletedTask, () => Task.CompletedTask);
    }

    [Fact]
    public async Task Kill_9_during_activities_and_between_turns_changes_no_result()
    {
        await using var system = await DurableSystem.StartAsync(DurableSystem.BuiltHandler);
        await new OrchestrationRun(system, Scale.Of(Events)).RunAsync(
            () => KillInTurnAsync("while every orchestration has an activity running"), () => KillInTurnAsync("while every orchestration waits"));

        async Task KillInTurnAsync(string step)
        {
            foreach (var part in (string[])["handler", "functions-host", "azurite"])
            {
                await system.KillAsync(part, step);
            }
        }
    }

    [Fact]
    public async Task Kill_9_inside_a_turn_fails_the_instance_and_the_next_generation_comes_to_the_same_end()
    {
        const string Place = "inside-the-turn";
        await using var system = await DurableSystem.StartAsync(DurableSystem.BuiltHandler);
        Assert.Contains("-g1", (await system.AskAsync("startGeneration", "subject", "BlockedTurn", Place)).Outcome, StringComparison.Ordinal);
        await system.HasReachedAsync(Place);
        await system.KillAsync("handler", "inside a turn");

        await system.BecomesAsync("subject-g1", "has failed", answer => answer.Outcome == "Failed");
        system.Open(Place);
        Assert.Equal("subject-g2", (await system.AskAsync("supersede", "subject-g1", "BlockedTurn", Place)).Outcome);
        Assert.Equal(string.Empty, (await system.AskAsync("supersede", "subject-g1", "BlockedTurn", Place)).Outcome);
        await system.BecomesAsync("subject-g2", "completes", answer => answer.Outcome == "Completed" && answer.Output?.GetRawText() == "3");
    }

    [Fact]
    public async Task The_worker_does_the_same_under_Native_AOT()
    {
        var package = Environment.GetEnvironmentVariable("HZ_DURABLE_PACKAGE");
        RequiredTool.Require(package is not null, "HZ_DURABLE_PACKAGE must name a folder with the published tests/DurableHandler.");
        await using var system = await DurableSystem.StartAsync(package!);
        await new OrchestrationRun(system, Scale.Of(Events)).RunAsync(() => Task.CompletedTask, () => Task.CompletedTask);
    }
}
