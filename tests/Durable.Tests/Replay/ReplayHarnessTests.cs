using HzFunctions.Durable.Client;
using HzFunctions.Durable.Replay;
using HzFunctions.Durable.Tests.Orchestrators;

namespace HzFunctions.Durable.Tests.Replay;

/// <summary>The harness itself: it must find what it is for.</summary>
public sealed class ReplayHarnessTests
{
    private static readonly DurableJson Json = new();

    [Fact]
    public void Code_that_changes_its_mind_between_two_runs_is_found()
    {
        var runs = 0;
        var mismatch = Assert.Throws<ReplayMismatchException>(() => new ReplayHarness(Json)
            .OnActivity<string, int>("A", (_, _) => 1).OnActivity<string, int>("B", (_, _) => 1)
            .Run(() => new LambdaOrchestrator(async context => await context.CallActivityAsync<int>(runs++ % 2 == 0 ? "A" : "B"))));
        Assert.Contains("turn 1", mismatch.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_keeps_something_between_two_turns_is_found()
    {
        var calls = 0;
        Assert.Throws<ReplayMismatchException>(() => new ReplayHarness(Json).OnActivity<int, int>("A", (_, _) => 1).Run(() =>
            new LambdaOrchestrator(async context => await context.CallActivityAsync<int>("A", calls++))));
    }

    [Fact]
    public void Hours_pass_at_once_and_every_call_has_its_time()
    {
        var run = new ReplayHarness(Json)
            .OnActivity<int, int>("Ask", (number, _) => number, TimeSpan.FromSeconds(2))
            .Run(() => new LambdaOrchestrator(async context =>
            {
                for (var hour = 0; hour < 72; hour++)
                {
                    await context.CreateTimer(TimeSpan.FromHours(1));
                    await context.CallActivityAsync<int>("Ask", hour);
                }

                return "done";
            }));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, run.Status);
        Assert.Equal(TimeSpan.FromHours(72) + TimeSpan.FromSeconds(144), run.Elapsed);
        Assert.Equal(Enumerable.Range(1, 72).Select(hour => TimeSpan.FromHours(hour) + TimeSpan.FromSeconds(2 * (hour - 1))), run.TimesOf("Ask"));
    }

    [Fact]
    public void A_thousand_times_as_new_loses_no_event()
    {
        var harness = new ReplayHarness(Json);
        for (var second = 1; second <= 1000; second++)
        {
            harness.RaiseEvent(TimeSpan.FromSeconds(second / 3), "bell", second);
        }

        var run = harness.Run(() => new LambdaOrchestrator(async context =>
        {
            var seen = context.GetInput<int[]>()!;
            var next = await context.WaitForExternalEvent<int>("bell");
            if (next < 1000)
            {
                context.ContinueAsNew(new[] { seen[0] + 1, seen[1] + next });
            }

            return new[] { seen[0] + 1, seen[1] + next };
        }), new[] { 0, 0 });
        Assert.Equal([1000, 500_500], run.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public void A_run_that_waits_for_what_never_comes_is_still_running() => Assert.Equal(
        OrchestrationRuntimeStatus.Running,
        new ReplayHarness(Json).Run(() => new LambdaOrchestrator(async context => await context.WaitForExternalEvent<int>("never"))).Status);

    [Fact]
    public void A_call_that_nobody_scripted_is_an_error_of_the_test()
    {
        var error = Assert.Throws<InvalidOperationException>(() =>
            new ReplayHarness(Json).Run(() => new LambdaOrchestrator(async context => await context.CallActivityAsync<int>("Unscripted"))));
        Assert.Contains("Unscripted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_an_end_is_an_error_of_the_test() => Assert.Throws<InvalidOperationException>(() =>
        new ReplayHarness(Json) { MostTurns = 100 }.Run(() => new LambdaOrchestrator(async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1));
            context.ContinueAsNew();
            return null;
        })));

    [Fact]
    public void A_recorded_run_replays_from_its_text_and_a_changed_code_is_found()
    {
        var harness = new ReplayHarness(Json)
            .OnActivity<int, int>("A", (_, _) => 1)
            .OnActivity<int, int>("B", (_, _) => throw new FormatException("B"))
            .RaiseEvent(TimeSpan.FromHours(2), "bell", "now");
        var recorded = RecordedHistory.Write(harness.Run(() => new LambdaOrchestrator(context => CodeAsync(context, "A", "B"))));

        RecordedHistory.Verify(recorded, () => new LambdaOrchestrator(context => CodeAsync(context, "A", "B")), Json);
        Assert.Throws<ReplayMismatchException>(() =>
            RecordedHistory.Verify(recorded, () => new LambdaOrchestrator(context => CodeAsync(context, "B", "A")), Json));
    }

    private static async Task<object?> CodeAsync(OrchestrationContext context, string first, string second)
    {
        await context.CallActivityAsync<int>(first);
        await context.CreateTimer(TimeSpan.FromHours(1));
        await context.WaitForExternalEvent<string>("bell");
        return await context.CallActivityAsync<int>(second);
    }
}
