using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Tests.Execution;

/// <summary>Suspend, resume, terminate, and the status that operators see.</summary>
public sealed class SteeringTests
{
    [Fact]
    public void A_suspended_instance_does_nothing_and_goes_on_where_it_was_when_resumed()
    {
        var history = new History().TaskScheduled(0, "A").Next().Suspended().TaskCompleted(0, "1");
        Assert.Empty(history.Run(TwoSteps).Texts());
        Assert.Equal(["1 task B(1)"], history.Next().EventRaised("x").Resumed().Run(TwoSteps).Texts());
    }

    [Fact]
    public void Actions_of_the_turn_that_was_suspended_are_kept_for_the_resume()
    {
        var history = new History().Suspended();
        Assert.Empty(history.Run(TwoSteps).Texts());
        Assert.Equal(["0 task A()"], history.Next().Resumed().Run(TwoSteps).Texts());
    }

    [Fact]
    public void A_suspended_instance_still_tells_its_status() =>
        Assert.Equal("\"waiting\"", new History().TaskScheduled(0, "A").Next().Suspended().Run(TwoSteps).CustomStatus);

    [Fact]
    public void A_terminated_instance_ends_with_the_reason_even_while_it_is_suspended()
    {
        var end = new History().TaskScheduled(0, "A").Next().Suspended().Next().Terminated("\"enough\"").Run(TwoSteps).End()!;
        Assert.Equal(OrchestrationStatus.Terminated, end.OrchestrationStatus);
        Assert.Equal("\"enough\"", end.Result);
    }

    [Fact]
    public void The_first_end_is_the_end()
    {
        var end = new History().TaskScheduled(0, "A").Next().Terminated("\"enough\"").TaskCompleted(0, "1").Run(TwoSteps).End()!;
        Assert.Equal(OrchestrationStatus.Terminated, end.OrchestrationStatus);
    }

    [Fact]
    public void The_status_is_told_at_every_turn_again()
    {
        var history = new History().TaskScheduled(0, "A");
        Assert.Equal("\"waiting\"", history.Next().EventRaised("x").Run(TwoSteps).CustomStatus);
        Assert.Equal("\"half\"", history.Next().TaskCompleted(0, "1").Run(TwoSteps).CustomStatus);
    }

    [Fact]
    public void A_first_new_event_ends_the_replay_and_only_then_lines_are_logged()
    {
        using var lines = new LineCollector();
        var replaying = new List<bool>();
        new History().TaskScheduled(0, "A").Next().TaskCompleted(0, "1").Run(
            async context =>
            {
                var logger = context.CreateReplaySafeLogger("orchestrator");
                replaying.Add(context.IsReplaying);
#pragma warning disable CA1848, CA2254 // A test of the logger itself.
                logger.LogInformation("before");
                await context.CallActivityAsync<int>("A");
                replaying.Add(context.IsReplaying);
                logger.LogInformation("after");
#pragma warning restore CA1848, CA2254
                return null;
            },
            lines);
        Assert.Equal([true, false], replaying);
        Assert.Equal(["after"], lines.Lines);
    }

    [Fact]
    public void A_host_that_kept_the_history_back_is_asked_for_it()
    {
        var request = new OrchestratorRequest { InstanceId = "i", NewEvents = { new HistoryEvent { OrchestratorStarted = new OrchestratorStartedEvent() } } };
        request.Properties.Add("IncludeState", Google.Protobuf.WellKnownTypes.Value.ForBool(false));
        var answer = Durable.Execution.OrchestratorTurn.Run(
            request, new Orchestrators.LambdaOrchestrator(TwoSteps), new DurableJson(), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        Assert.True(answer.RequiresHistory);
        Assert.Empty(answer.Actions);
    }

    private static async Task<object?> TwoSteps(OrchestrationContext context)
    {
        context.SetCustomStatus("waiting");
        var first = await context.CallActivityAsync<int>("A");
        context.SetCustomStatus("half");
        return await context.CallActivityAsync<int>("B", first);
    }
}
