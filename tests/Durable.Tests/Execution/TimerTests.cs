namespace HzFunctions.Durable.Tests.Execution;

/// <summary>Timers and the clock of an orchestration.</summary>
public sealed class TimerTests
{
    [Fact]
    public void A_timer_counts_from_the_turns_own_time()
    {
        static async Task<object?> Code(OrchestrationContext context)
        {
            await context.CallActivityAsync("A");
            await context.CreateTimer(TimeSpan.FromHours(3));
            return context.CurrentUtcDateTime;
        }

        var history = new History().TaskScheduled(0, "A").Next(TimeSpan.FromMinutes(1)).TaskCompleted(0);
        Assert.Equal(["1 timer 03:01:00"], history.Run(Code).Texts());
        history.TimerCreated(1).Next(TimeSpan.FromMinutes(182)).TimerFired(1);
        Assert.Equal("\"2026-01-01T11:02:00+00:00\"", history.Run(Code).Result());
    }

    [Fact]
    public void A_cancelled_timer_still_stands_in_the_history_and_its_firing_does_nothing()
    {
        static async Task<object?> Code(OrchestrationContext context)
        {
            using var giveUp = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromHours(1), giveUp.Token);
            await context.CallActivityAsync("A");
            giveUp.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => timer);
            await context.WaitForExternalEvent<int>("end");
            return "ended";
        }

        var history = new History().TimerCreated(0).TaskScheduled(1, "A").Next().TaskCompleted(1).Next(TimeSpan.FromHours(1)).TimerFired(0);
        Assert.Empty(history.Run(Code).Texts());
        Assert.Equal("\"ended\"", history.Next(TimeSpan.FromHours(2)).EventRaised("end", "1").Run(Code).Result());
    }

    [Fact]
    public void A_timer_for_a_cancelled_token_is_never_created()
    {
        var answer = new History().Run(async context =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => context.CreateTimer(TimeSpan.FromHours(1), new CancellationToken(true)));
            return null;
        });
        Assert.Equal(["0 end Completed()"], answer.Texts());
    }

    [Theory]
    [InlineData(3, new[] { "0 timer 3.00:00:00" })]
    [InlineData(4, new[] { "0 timer 3.00:00:00" })]
    [InlineData(2, new[] { "0 timer 2.00:00:00" })]
    public void A_timer_never_runs_longer_than_three_days_at_a_time(int days, string[] actions) =>
        Assert.Equal(actions, new History().Run(async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(days));
            return null;
        }).Texts());

    [Fact]
    public void A_framework_timer_of_the_engine_is_ignored() => Assert.Equal(
        ["0 task A()"],
        new History().TimerCreated(-100).TimerFired(-100).Run(async context => await context.CallActivityAsync<int>("A")).Texts());
}
