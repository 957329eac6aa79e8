using System.Globalization;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Durable.Support;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable;

/// <summary>How an orchestrator is called, and what its answers do: D.2, F.1, F.9.</summary>
public sealed class TurnTests(SharedAzurite azurite)
{
    [Fact]
    public async Task The_request_is_Base64_encoded_twice_with_nothing_but_sys_beside_it()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Once", turn => turn.Complete(0, null)));
        await host.Client.RunAsync("Once", "once");

        var call = host.Host.Brain.Calls.Single(received => received.Target == "/Once");

        Assert.Matches("\"Data\":\\{\"context\":\"\\\\\"[A-Za-z0-9+/]+=*\\\\\"\"\\}", call.Text);
        Assert.Equal(["sys"], ((JObject)call.Envelope["Metadata"]!).Properties().Select(member => member.Name));
    }

    [Fact]
    public async Task The_history_grows_turn_by_turn_in_the_order_of_the_real_engine()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("Sequence", Scripts.Sequence);
            prepared.Activity("AddOne", Scripts.AddOne);
        });
        await host.Client.RunAsync("Sequence", "one", "1");

        var turns = host.Turns.Select(turn => turn.Request).ToList();

        Assert.Equal(("", "OrchestratorStarted:-1 ExecutionStarted:-1"), (Show(turns[0].PastEvents), Show(turns[0].NewEvents)));
        Assert.Equal(
            ("OrchestratorStarted:-1 ExecutionStarted:-1 TaskScheduled:0 OrchestratorCompleted:-1", "OrchestratorStarted:-1 TaskCompleted:-1"),
            (Show(turns[1].PastEvents), Show(turns[1].NewEvents)));
        Assert.Equal(
            $"{Show(turns[1].PastEvents)} {Show(turns[1].NewEvents)} TaskScheduled:1 OrchestratorCompleted:-1", Show(turns[2].PastEvents));
        Assert.Null(turns[1].PastEvents[2].TaskScheduled.Input);
        Assert.Equal("AddOne", turns[1].PastEvents[2].TaskScheduled.Name);
        Assert.True(turns[2].NewEvents[0].Timestamp.ToDateTimeOffset() > turns[1].NewEvents[0].Timestamp.ToDateTimeOffset());
        Assert.Equal("one", turns[0].InstanceId);
        Assert.Null(turns[0].ExecutionId);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ReturnValue":7}""")]
    [InlineData("""{"ReturnValue":"not Base64!"}""")]
    [InlineData("""{"ReturnValue":"////"}""")]
    [InlineData("""{"ReturnValue":"EgQIATIA"}""")] // ends as "running"
    [InlineData("""{"ReturnValue":"EgQIAToA"}""")] // terminateOrchestration
    public async Task A_broken_answer_fails_the_instance_for_good(string answer)
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
            prepared.RawOrchestrator("Broken", (context, _) => HandlerBrain.Json(context, answer)));

        var end = await host.Client.RunAsync("Broken", "broken");

        Assert.Equal(OrchestrationStatus.Failed, end.OrchestrationStatus);
        Assert.Equal("Function 'Broken' failed with an unhandled exception.", (string?)JObject.Parse(end.Output)["message"]);
        Assert.Single(host.Turns);
        Assert.Null(end.FailureDetails);
    }

    [Fact]
    public async Task An_action_of_an_unknown_type_fails_the_instance()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
            prepared.Orchestrator("Strange", turn => turn.Response.Actions.Add(new OrchestratorAction { Id = 0 })));

        Assert.Equal(OrchestrationStatus.Failed, (await host.Client.RunAsync("Strange", "strange")).OrchestrationStatus);
    }

    [Fact]
    public async Task A_status_of_500_fails_the_instance()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.RawOrchestrator(
            "Broken", (context, _) => HandlerBrain.Text(context, "", null, StatusCodes.Status500InternalServerError)));

        Assert.Equal(OrchestrationStatus.Failed, (await host.Client.RunAsync("Broken", "broken")).OrchestrationStatus);
    }

    [Fact]
    public async Task A_handler_that_dies_within_a_turn_fails_the_instance_and_the_next_generation_runs()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.RawOrchestrator("Crash", (context, turn) =>
        {
            turn.Complete(0, null);
            return turn.Id == "g1" ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted) : HandlerBrain.Json(context, DurableHostUnderTest.Envelope(turn.Response));
        }));
        await host.Client.StartAsync("Crash", "g1");
        await Eventually.IsTrueAsync(() => !host.Turns.IsEmpty);

        LivingProcess.Kill(host.Host.Server.Handler.ProcessId!.Value);

        Assert.Equal(OrchestrationStatus.Failed, (await host.Client.EndAsync("g1")).OrchestrationStatus);
        await Eventually.IsTrueAsync(() => host.Host.Server.Handler.RestartCount == 1);
        await host.Host.ReadyAsync();
        Assert.Equal(OrchestrationStatus.Completed, (await host.Client.RunAsync("Crash", "g2")).OrchestrationStatus);
    }

    [Fact]
    public async Task A_time_out_abandons_the_turn_and_it_is_tried_again()
    {
        await using var host = await DurableHostUnderTest.PrepareAsync(azurite);
        host.Host.Root.Host["functionTimeout"] = "00:00:01";
        host.RawOrchestrator("Slow", (context, turn) =>
        {
            turn.Complete(0, "1");
            return host.Turns.Count == 1 ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted) : HandlerBrain.Json(context, DurableHostUnderTest.Envelope(turn.Response));
        });
        await host.StartAsync();

        var end = await host.Client.RunAsync("Slow", "slow");

        Assert.Equal((OrchestrationStatus.Completed, 2), (end.OrchestrationStatus, host.Turns.Count));
        Assert.All(host.Turns, turn => Assert.Equal("OrchestratorStarted:-1 ExecutionStarted:-1", Show(turn.Request.NewEvents)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fault_of_the_platform_or_a_wish_for_history_has_the_turn_tried_again(bool wantsHistory)
    {
        await using var host = await DurableHostUnderTest.PrepareAsync(azurite);
        host.Orchestrator("Again", turn =>
        {
            if (host.Turns.Count == 2)
            {
                turn.Complete(0, null);
            }
            else if (wantsHistory)
            {
                turn.Response.RequiresHistory = true;
            }
            else
            {
                turn.Fail(0, new TaskFailureDetails
                {
                    ErrorType = "Own.Error",
                    InnerFailure = new TaskFailureDetails { ErrorType = "x", InnerFailure = new TaskFailureDetails { ErrorType = "System.OutOfMemoryException" } },
                });
            }
        });
        await host.StartAsync();

        Assert.Equal(OrchestrationStatus.Completed, (await host.Client.RunAsync("Again", "again")).OrchestrationStatus);
        Assert.Equal(2, host.Turns.Count);
    }

    [Fact]
    public async Task Out_of_memory_at_the_top_is_a_failure_like_any_other()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
            prepared.Orchestrator("Failing", turn => turn.Fail(0, new TaskFailureDetails { ErrorType = "System.OutOfMemoryException", ErrorMessage = "full" })));

        Assert.Equal("System.OutOfMemoryException: full", (await host.Client.RunAsync("Failing", "failing")).Output);
    }

    [Fact]
    public async Task An_orchestrator_that_does_not_exist_is_accepted_and_fails()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Other", turn => turn.Complete(0, null)));

        Assert.Equal(OrchestrationStatus.Failed, (await host.Client.RunAsync("Nobody", "nobody")).OrchestrationStatus);
    }

    [Fact]
    public async Task A_trigger_may_give_its_orchestrator_another_name()
    {
        await using var host = await DurableHostUnderTest.PrepareAsync(azurite);
        host.Orchestrator("Folder", turn => turn.Complete(0, $"\"{turn.Start.Name}\""));
        host.Host.Root.AddFunction("Folder", """[{"type":"orchestrationTrigger","direction":"in","name":"context","orchestration":"Given"}]""");
        await host.StartAsync();

        Assert.Equal("\"Given\"", (await host.Client.RunAsync("Given", "given")).Output);
        Assert.Equal(OrchestrationStatus.Failed, (await host.Client.RunAsync("Folder", "folder")).OrchestrationStatus);
    }

    [Fact]
    public async Task The_custom_status_is_replaced_by_every_turn()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Status", turn =>
            turn.Response.CustomStatus = turn.Events("next").Count switch { 0 => "\"first\"", 1 => null, _ => "\"third\"" }));
        await host.Client.StartAsync("Status", "status");
        await host.Client.StartedAsync("status");
        Assert.Equal("\"first\"", (await host.Client.FindAsync("status"))!.CustomStatus);
        Assert.Null((await host.Client.FindAsync("status", withDetail: false))!.CustomStatus);

        await host.Client.RaiseAsync("status", "next");
        await Eventually.IsTrueAsync(async () => (await host.Client.FindAsync("status"))!.CustomStatus is null);
        await host.Client.RaiseAsync("status", "next");
        await Eventually.IsTrueAsync(async () => (await host.Client.FindAsync("status"))!.CustomStatus == "\"third\"");
    }

    [Fact]
    public async Task Suspending_shows_leaves_its_reason_and_ends_with_a_resume()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Wait", turn =>
        {
            if (turn.Events("end").Count > 0)
            {
                turn.Complete(0, "\"over\"");
            }
        }));
        await host.Client.StartAsync("Wait", "wait");
        await host.Client.StartedAsync("wait");

        await host.Client.SuspendAsync("wait", "lunch");
        await Eventually.IsTrueAsync(async () => (await host.Client.FindAsync("wait"))!.OrchestrationStatus == OrchestrationStatus.Suspended);
        Assert.Equal("lunch", (await host.Client.FindAsync("wait"))!.Output);
        await host.Client.ResumeAsync("wait", "back");
        await Eventually.IsTrueAsync(async () => (await host.Client.FindAsync("wait"))!.OrchestrationStatus == OrchestrationStatus.Running);

        Assert.Equal("lunch", (await host.Client.FindAsync("wait"))!.Output);
        Assert.Contains(host.Turns, turn => Show(turn.Request.NewEvents) == "OrchestratorStarted:-1 ExecutionSuspended:-1");
        await host.Client.RaiseAsync("wait", "end");
        Assert.Equal("\"over\"", (await host.Client.EndAsync("wait")).Output);
    }

    [Fact]
    public async Task Terminated_shows_even_where_the_orchestrator_does_not_say_so()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Deaf", _ => { }));
        await host.Client.StartAsync("Deaf", "deaf");
        await host.Client.StartedAsync("deaf");

        await host.Client.TerminateAsync("deaf", "enough");

        var end = await host.Client.EndAsync("deaf");
        Assert.Equal((OrchestrationStatus.Terminated, "enough"), (end.OrchestrationStatus, end.Output));
    }

    [Fact]
    public async Task A_sub_orchestration_without_an_id_is_tried_for_ever()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("Nameless", turn => turn.Child(0, "Nameless", "")));

        await host.Client.StartAsync("Nameless", "nameless");

        await Eventually.IsTrueAsync(() => host.Turns.Count > 2);
        Assert.Equal(OrchestrationStatus.Pending, (await host.Client.FindAsync("nameless"))!.OrchestrationStatus);
    }

    private static string Show(IEnumerable<HistoryEvent> events) =>
        string.Join(' ', events.Select(happened => string.Create(CultureInfo.InvariantCulture, $"{happened.EventTypeCase}:{happened.EventId}")));
}
