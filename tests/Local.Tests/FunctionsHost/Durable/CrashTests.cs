using System.Globalization;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.Azurite;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Durable.Support;
using HzFunctions.Local.Tests.Processes;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable;

/// <summary>Whatever is killed, and whenever: an instance goes on where it was.</summary>
public sealed class CrashTests(SharedAzurite azurite)
{
    [Fact]
    public async Task A_host_that_is_killed_during_an_activity_runs_it_again_and_goes_on()
    {
        var calls = 0;
        await using var host = await StartAsync(scripts =>
        {
            scripts.Orchestrator("CallOne", Scripts.CallOne);
            scripts.RawActivity("Work", (context, _) => Interlocked.Increment(ref calls) == 1
                ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                : HandlerAnswers.ReturnAsync(context, "5"));
        });
        using (var client = await host.ClientAsync())
        {
            await client.StartAsync("CallOne", "one");
            await Eventually.IsTrueAsync(() => calls == 1);
        }

        await host.KillAsync();

        using var again = await host.ClientAsync();
        var end = await again.EndAsync("one");
        Assert.Equal((OrchestrationStatus.Completed, "5", 2), (end.OrchestrationStatus, end.Output, calls));
    }

    [Fact]
    public async Task A_host_that_is_killed_within_a_turn_does_the_turn_again()
    {
        await using var host = await StartAsync(scripts => scripts.RawOrchestrator("Once", (context, turn) =>
        {
            turn.Complete(0, "1");
            return scripts.Turns.Count == 1
                ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                : HandlerAnswers.TurnAsync(context, turn);
        }));
        using (var client = await host.ClientAsync())
        {
            await client.StartAsync("Once", "one");
            await Eventually.IsTrueAsync(() => !host.Scripts.Turns.IsEmpty);
        }

        await host.KillAsync();

        using var again = await host.ClientAsync();
        Assert.Equal("1", (await again.EndAsync("one")).Output);
        Assert.All(host.Scripts.Turns, turn => Assert.Empty(turn.Request.PastEvents));
    }

    [Fact]
    public async Task Timers_events_and_what_is_over_outlive_the_host()
    {
        await using var host = await StartAsync(scripts =>
        {
            scripts.Orchestrator("Wait", Scripts.WaitForEnd);
            scripts.Orchestrator("Timer", turn =>
            {
                if (turn.IsFirst)
                {
                    turn.Timer(0, turn.Now.AddSeconds(2));
                }
                else
                {
                    turn.Complete(1, null);
                }
            });
        });
        using (var client = await host.ClientAsync())
        {
            foreach (var (name, id) in new[] { ("Timer", "timer"), ("Wait", "over"), ("Wait", "waiting") })
            {
                await client.StartAsync(name, id, "\"in\"");
                await client.StartedAsync(id);
            }

            await client.RaiseAsync("over", "end", "\"out\"");
            await client.EndAsync("over");
            await client.RaiseAsync("waiting", "end", "\"kept\"");
        }

        await host.KillAsync();

        using var again = await host.ClientAsync();
        Assert.Equal("\"kept\"", (await again.EndAsync("waiting")).Output);
        var over = await again.FindAsync("over");
        Assert.Equal(("\"in\"", "\"out\"", OrchestrationStatus.Completed), (over!.Input, over.Output, over.OrchestrationStatus));
        Assert.Equal(OrchestrationStatus.Completed, (await again.EndAsync("timer")).OrchestrationStatus);
    }

    [Fact]
    public async Task A_wedged_id_stays_wedged_under_the_next_host()
    {
        await using var host = await StartAsync(scripts => scripts.Orchestrator("Wait", Scripts.WaitForEnd));
        using (var client = await host.ClientAsync())
        {
            await host.PostAdminAsync("wedge", "stuck");
            await client.StartAsync("Wait", "stuck");
        }

        await host.KillAsync();

        using var again = await host.ClientAsync();
        await again.StartAsync("Wait", "other");
        await again.StartedAsync("other");
        Assert.Equal(OrchestrationStatus.Pending, (await again.FindAsync("stuck"))!.OrchestrationStatus);
        await host.PostAdminAsync("unwedge", "stuck");
        await again.StartedAsync("stuck");
    }

    [Fact]
    public async Task A_second_host_of_a_hub_waits_until_the_first_is_gone()
    {
        await using var second = await DurableHostUnderTest.PrepareAsync(azurite);
        second.Scripts.Orchestrator("Wait", Scripts.WaitForEnd);
        await using (var first = await DurableHostUnderTest.PrepareAsync(azurite, second.Hub))
        {
            first.Scripts.Orchestrator("Wait", Scripts.WaitForEnd);
            await first.StartAsync();
            await first.Client.StartAsync("Wait", "one");
            await first.Client.StartedAsync("one");

            await second.StartAsync();

            var early = second.Client.FindAsync("one");
            await first.Client.RaiseAsync("one", "end", "1");
            await first.Client.EndAsync("one");
            Assert.False(early.IsCompleted);
        }

        Assert.Equal("1", (await second.Client.FindAsync("one"))!.Output);
    }

    [Fact]
    public async Task Kills_at_any_moment_change_no_result()
    {
        const int instances = 20;
        await using var host = await StartAsync(PrepareMixture);
        using (var client = await host.ClientAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, instances).Select(number => client.StartAsync("Loop", $"loop{number}", "0,0")));
        }

        foreach (var wait in new[] { 150, 420, 30 })
        {
            using var client = await host.ClientAsync();
            await Task.WhenAll(Enumerable.Range(0, instances).Select(number => client.RaiseAsync($"loop{number}", "add", "1")));

            // Nothing is waited for: the moment itself is what is tried, and any is as good.
            await Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System, TestContext.Current.CancellationToken);
            await host.KillAsync();
        }

        using var last = await host.ClientAsync();
        await Task.WhenAll(Enumerable.Range(0, instances).Select(number => last.RaiseAsync($"loop{number}", "end")));
        var ends = await Task.WhenAll(Enumerable.Range(0, instances).Select(number => last.EndAsync($"loop{number}")));
        Assert.All(ends, end => Assert.Equal((OrchestrationStatus.Completed, "3"), (end.OrchestrationStatus, end.Output)));
    }

    [Fact]
    public async Task A_storage_that_is_killed_costs_time_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        await using var storage = new AzuriteServer(folder.Path, TimeProvider.System, new RecordingObserver(), _ => { });
        await storage.StartAsync(TestContext.Current.CancellationToken);
        await using var host = await DurableHostProcess.StartAsync(storage.ConnectionString, PrepareMixture);
        using var client = await host.ClientAsync();
        await client.StartAsync("Loop", "loop", "0,0");
        await client.RaiseAsync("loop", "add", "1");

        LivingProcess.Kill(storage.Process.ProcessId!.Value);
        await client.RaiseAsync("loop", "add", "1");
        await client.RaiseAsync("loop", "end");

        Assert.Equal("2", (await client.EndAsync("loop")).Output);
    }

    /// <summary>
    /// Counts its events "add", by an activity and a child each, over many executions; ends with their number when "end" has
    /// come and every one is counted.
    /// </summary>
    private static void PrepareMixture(DurableScripts scripts)
    {
        scripts.Orchestrator("Loop", turn =>
        {
            var state = turn.Input!.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
            var events = turn.All.Where(happened => happened.EventRaised is not null).ToList();
            if (turn.IsFirst)
            {
                turn.Activity(0, "AddOne", $"{state[0]}");
                turn.Child(1, "Child", $"{turn.Id}-{state[0]}", "1");
                turn.Timer(2, turn.Now.AddMilliseconds(20));
            }
            else if (new[] { 0, 1, 2 }.All(turn.Has))
            {
                var isOver = turn.Events("end").Count > 0 && turn.Events("add").Count == 0;
                if (isOver)
                {
                    turn.Complete(3, $"{state[1]}");
                }
                else
                {
                    turn.ContinueAsNew(3, $"{turn.Result(0)},{state[1] + turn.Events("add").Count}", events.Where(happened => happened.EventRaised.Name == "end"));
                }
            }
        });
        scripts.Orchestrator("Child", turn => turn.Complete(0, turn.Input));
        scripts.Activity("AddOne", Scripts.AddOne);
    }

    private async Task<DurableHostProcess> StartAsync(Action<DurableScripts> prepare) =>
        await DurableHostProcess.StartAsync(await azurite.ConnectionStringAsync(), prepare);
}
