using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Tests.Execution;

/// <summary>External events.</summary>
public sealed class EventTests
{
    [Fact]
    public void An_event_that_came_before_the_wait_is_not_lost()
    {
        var answer = new History().TaskScheduled(0, "A").Next().EventRaised("Bell", "1").EventRaised("bell", "2").Next().TaskCompleted(0)
            .Run(async context =>
            {
                await context.CallActivityAsync("A");
                return new[] { await context.WaitForExternalEvent<int>("BELL"), await context.WaitForExternalEvent<int>("bell") };
            });
        Assert.Equal("[1,2]", answer.Result());
    }

    [Fact]
    public void An_event_after_the_wait_ends_it() => Assert.Equal(
        "5", new History().Next().EventRaised("bell", "5").Run(async context => await context.WaitForExternalEvent<int>("bell")).Result());

    [Fact]
    public void Of_several_waits_the_latest_is_served_first()
    {
        var answer = new History().Next().EventRaised("bell", "1").EventRaised("bell", "2").Run(async context =>
        {
            var first = context.WaitForExternalEvent<int>("bell");
            var second = context.WaitForExternalEvent<int>("bell");
            return new[] { await first, await second };
        });
        Assert.Equal("[2,1]", answer.Result());
    }

    [Fact]
    public void A_wait_that_was_given_up_takes_no_event()
    {
        static async Task<object?> Code(OrchestrationContext context)
        {
            using var giveUp = new CancellationTokenSource();
            var abandoned = context.WaitForExternalEvent<int>("bell", giveUp.Token);
            giveUp.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
            await context.CallActivityAsync("A");
            return await context.WaitForExternalEvent<int>("bell");
        }

        Assert.Equal("7", new History().TaskScheduled(0, "A").Next().EventRaised("bell", "7").TaskCompleted(0).Run(Code).Result());
    }

    [Fact]
    public void A_wait_with_a_time_limit_ends_with_the_event_and_drops_the_timer()
    {
        var history = new History().TimerCreated(0).Next(TimeSpan.FromMinutes(1)).EventRaised("bell", "1");
        Assert.Equal("1", history.Run(WaitAnHour).Result());
    }

    [Fact]
    public void A_wait_with_a_time_limit_ends_with_the_time_and_later_events_are_for_others()
    {
        var history = new History().TimerCreated(0).Next(TimeSpan.FromHours(1)).TimerFired(0).EventRaised("bell", "1");
        Assert.Equal("-1", history.Run(WaitAnHour).Result());
    }

    [Fact]
    public void A_wait_for_an_event_that_is_there_makes_no_timer() => Assert.Equal(
        ["1 end Completed(4)"],
        new History().TaskScheduled(0, "A").Next().EventRaised("bell", "4").TaskCompleted(0).Run(async context =>
        {
            await context.CallActivityAsync("A");
            return await WaitAnHour(context);
        }).Texts());

    [Fact]
    public void An_event_to_another_instance_is_an_action_that_nobody_waits_for()
    {
        var answer = new History().Run(context =>
        {
            context.SendEvent("other", "bell", 5);
            return Task.FromResult<object?>("done");
        });
        Assert.Equal(["0 event bell(5) to other", "1 end Completed(\"done\")"], answer.Texts());
    }

    [Fact]
    public void Continue_as_new_takes_along_what_nobody_consumed_in_the_order_of_arrival()
    {
        var end = new History().EventRaised("a", "1").EventRaised("b", "2").EventRaised("a", "3").EventRaised("b", "4").Run(async context =>
        {
            await context.WaitForExternalEvent<int>("b");
            context.ContinueAsNew(9);
            return null;
        }).End()!;
        Assert.Equal(OrchestrationStatus.ContinuedAsNew, end.OrchestrationStatus);
        Assert.Equal("9", end.Result);
        Assert.Equal(["1", "3", "4"], end.CarryoverEvents.Select(one => one.EventRaised.Input));
    }

    [Fact]
    public void An_event_after_continue_as_new_is_carried_although_an_abandoned_wait_would_take_it()
    {
        var end = new History().TimerCreated(0).Next().TimerFired(0).EventRaised("bell", "1").Run(async context =>
        {
            _ = context.WaitForExternalEvent<int>("bell");
            await context.CreateTimer(TimeSpan.FromSeconds(1));
            context.ContinueAsNew();
            return null;
        }).End()!;
        Assert.Equal(["1"], end.CarryoverEvents.Select(one => one.EventRaised.Input));
    }

    [Fact]
    public void Continue_as_new_takes_nothing_along_where_that_is_not_wanted()
    {
        var end = new History().EventRaised("a", "1").Run(context =>
        {
            context.ContinueAsNew(preserveUnprocessedEvents: false);
            return Task.FromResult<object?>(null);
        }).End()!;
        Assert.Empty(end.CarryoverEvents);
    }

    [Fact]
    public void A_failure_after_continue_as_new_is_a_failure() => Assert.Equal("Wrong.", new History().Run(context =>
    {
        context.ContinueAsNew();
        throw new FormatException("Wrong.");
    }).Failure().ErrorMessage);

    private static async Task<object?> WaitAnHour(OrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<int>("bell", TimeSpan.FromHours(1));
        }
        catch (OperationCanceledException)
        {
            return -1;
        }
    }
}
