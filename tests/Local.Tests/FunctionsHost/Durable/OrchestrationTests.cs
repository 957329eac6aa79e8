using System.Globalization;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Durable.Support;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable;

/// <summary>What orchestrations can do: activities, timers, events, sub-orchestrations, continue-as-new (F).</summary>
public sealed class OrchestrationTests(SharedAzurite azurite)
{
    [Fact]
    public async Task Activities_run_one_after_the_other()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("Sequence", Scripts.Sequence);
            prepared.Activity("AddOne", Scripts.AddOne);
        });

        var end = await host.Client.RunAsync("Sequence", "one", "40");

        Assert.Equal((OrchestrationStatus.Completed, "40", "42"), (end.OrchestrationStatus, end.Input, end.Output));
        Assert.Equal(3, host.Turns.Count);
    }

    [Fact]
    public async Task Fifty_activities_run_beside_each_other()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("Fan", turn =>
            {
                if (turn.IsFirst)
                {
                    Enumerable.Range(0, 50).ToList().ForEach(id => turn.Activity(id, "Echo", $"{id}"));
                }
                else if (Enumerable.Range(0, 50).All(turn.Has))
                {
                    turn.Complete(50, $"{Enumerable.Range(0, 50).Sum(id => int.Parse(turn.Result(id)!, CultureInfo.InvariantCulture))}");
                }
            });
            prepared.Activity("Echo", input => input);
        });

        Assert.Equal("1225", (await host.Client.RunAsync("Fan", "fan")).Output);
    }

    [Fact]
    public async Task A_timer_fires_when_it_is_due_and_never_before()
    {
        var fireAt = TimeProvider.System.GetUtcNow().AddMilliseconds(400);
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Timer", turn =>
        {
            if (turn.IsFirst)
            {
                fireAt = turn.Now.AddMilliseconds(400);
                turn.Timer(0, fireAt);
            }
            else
            {
                turn.Complete(1, null);
            }
        }));

        await host.Client.RunAsync("Timer", "timer");

        var fired = host.Turns.Last();
        Assert.True(fired.Now >= fireAt, $"the timer of {fireAt:O} fired at {fired.Now:O}");
        Assert.Equal((-1, 0), (fired.Request.NewEvents[1].EventId, fired.Request.NewEvents[1].TimerFired.TimerId));
        Assert.Equal(fireAt, fired.Request.NewEvents[1].TimerFired.FireAt.ToDateTimeOffset());
    }

    [Fact]
    public async Task A_timer_in_the_past_fires_at_once()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Timer", turn =>
        {
            if (turn.IsFirst)
            {
                turn.Timer(0, turn.Now.AddDays(-1));
            }
            else
            {
                turn.Complete(1, null);
            }
        }));

        Assert.Equal(OrchestrationStatus.Completed, (await host.Client.RunAsync("Timer", "past")).OrchestrationStatus);
    }

    [Fact]
    public async Task Events_reach_an_instance_in_their_order()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Events", turn =>
        {
            if (turn.Events("done").Count > 0)
            {
                turn.Complete(0, string.Join(',', turn.Events("n")));
            }
        }));
        await host.Client.StartAsync("Events", "events");
        for (var number = 0; number < 20; number++)
        {
            await host.Client.RaiseAsync("events", "n", $"{number}");
        }

        await host.Client.RaiseAsync("events", "done");

        Assert.Equal(string.Join(',', Enumerable.Range(0, 20)), (await host.Client.EndAsync("events")).Output);
    }

    [Fact]
    public async Task A_sub_orchestration_knows_its_parent_and_answers_it()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("Parent", turn =>
            {
                if (turn.IsFirst)
                {
                    turn.Child(7, "Child", "the-child", "5");
                }
                else
                {
                    turn.Complete(8, turn.All.Single(happened => happened.SubOrchestrationInstanceCompleted is not null).SubOrchestrationInstanceCompleted.Result);
                }
            });
            prepared.Orchestrator("Child", turn => turn.Complete(0, $"{turn.Input}{turn.Input}"));
        });

        Assert.Equal("55", (await host.Client.RunAsync("Parent", "the-parent")).Output);

        var start = host.Turns.Single(turn => turn.Id == "the-child").Start;
        Assert.Equal(("Parent", 7, "the-parent"), (start.ParentInstance.Name, start.ParentInstance.TaskScheduledId, start.ParentInstance.OrchestrationInstance.InstanceId));
        Assert.Equal(host.Turns.First().Start.OrchestrationInstance.ExecutionId, start.ParentInstance.OrchestrationInstance.ExecutionId);
    }

    [Fact]
    public async Task A_sub_orchestration_that_fails_or_is_terminated_fails_for_its_parent()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("Parent", turn =>
            {
                if (turn.IsFirst)
                {
                    turn.Child(0, "Failing", "failing");
                    turn.Child(1, "Waiting", "waiting");
                }
                else if (turn.Has(0) && turn.Has(1))
                {
                    var failures = turn.All.Select(happened => happened.SubOrchestrationInstanceFailed).OfType<SubOrchestrationInstanceFailedEvent>();
                    turn.Complete(2, string.Join(',', failures.OrderBy(failure => failure.TaskScheduledId).Select(failure => failure.FailureDetails?.ErrorType)));
                }
            });
            prepared.Orchestrator("Failing", turn => turn.Fail(0, new TaskFailureDetails { ErrorType = "Own.Error", ErrorMessage = "no" }));
            prepared.Orchestrator("Waiting", _ => { });
        });
        await host.Client.StartAsync("Parent", "parent");
        await Eventually.IsTrueAsync(async () => (await host.Client.FindAsync("waiting"))?.OrchestrationStatus == OrchestrationStatus.Running);

        await host.Client.TerminateAsync("waiting", "enough");

        Assert.Equal("Own.Error,", (await host.Client.EndAsync("parent")).Output);
        Assert.Equal("Own.Error: no", (await host.Client.FindAsync("failing"))!.Output);
    }

    [Fact]
    public async Task One_instance_sends_an_event_to_another_even_as_it_ends()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("Sender", turn =>
            {
                turn.Send(0, "receiver", "Hello", "\"hi\"");
                turn.Complete(1, null);
            });
            prepared.Orchestrator("Receiver", turn =>
            {
                if (turn.Events("Hello") is [var said, ..])
                {
                    turn.Complete(0, said);
                }
            });
        });
        await host.Client.StartAsync("Receiver", "receiver");

        await host.Client.StartAsync("Sender", "sender");

        Assert.Equal("\"hi\"", (await host.Client.EndAsync("receiver")).Output);
    }

    [Fact]
    public async Task Continue_as_new_begins_an_execution_that_knows_only_what_was_carried_over()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Loop", turn =>
        {
            if (turn.Input == "0" && turn.Events("Go").Count > 0)
            {
                turn.Activity(0, "Nobody");
                turn.ContinueAsNew(1, "1", turn.All.Where(happened => happened.EventRaised is not null));
            }
            else if (turn.Input == "1")
            {
                turn.Complete(0, turn.Events("Go").Single());
            }
        }));
        await host.Client.StartAsync("Loop", "loop", "0");
        await host.Client.StartedAsync("loop");
        await host.Client.RaiseAsync("loop", "Go", "7");

        var end = await host.Client.EndAsync("loop");

        Assert.Equal(("1", "7"), (end.Input, end.Output));
        var again = host.Turns.Last().Request;
        Assert.Empty(again.PastEvents);
        Assert.Equal(
            [
                HistoryEvent.EventTypeOneofCase.OrchestratorStarted, HistoryEvent.EventTypeOneofCase.ExecutionStarted,
                HistoryEvent.EventTypeOneofCase.EventRaised, HistoryEvent.EventTypeOneofCase.OrchestratorCompleted,
            ],
            again.NewEvents.Select(happened => happened.EventTypeCase));
        Assert.NotEqual(host.Turns.First().Start.OrchestrationInstance.ExecutionId, host.Turns.Last().Start.OrchestrationInstance.ExecutionId);
    }

    [Fact]
    public async Task Hundreds_of_continuations_lose_none_of_the_events_that_arrive_meanwhile()
    {
        const int continuations = 200;
        const int events = 50;
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Loop", turn =>
        {
            var state = turn.Input!.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
            if (state[0] < continuations && turn.IsFirst && turn.Events("n").Count == 0)
            {
                turn.Timer(0, turn.Now);
            }
            else if (state[0] < continuations)
            {
                turn.ContinueAsNew(1, $"{state[0] + 1},{state[1] + turn.Events("n").Count}");
            }
            else if (state[1] + turn.Events("n").Count == events)
            {
                turn.Complete(0, "\"all\"");
            }
        }));
        await host.Client.StartAsync("Loop", "loop", "0,0");
        for (var number = 0; number < events; number++)
        {
            await host.Client.RaiseAsync("loop", "n", $"{number}");
        }

        Assert.Equal("\"all\"", (await host.Client.EndAsync("loop")).Output);
    }

    [Fact]
    public async Task An_input_of_megabytes_goes_through()
    {
        var large = $"\"{new string('宽', 1_100_000)}\"";
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("Large", turn =>
            {
                if (turn.IsFirst)
                {
                    turn.Activity(0, "Same", turn.Input);
                }
                else
                {
                    turn.Complete(1, turn.Result(0));
                }
            });
            prepared.Activity("Same", input => input);
        });

        var end = await host.Client.RunAsync("Large", "large", large);

        Assert.Equal((large, large), (end.Input, end.Output));
    }
}
