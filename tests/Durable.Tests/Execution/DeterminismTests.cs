using HzFunctions.Durable.Execution;

namespace HzFunctions.Durable.Tests.Execution;

/// <summary>Code that does not do what its history says, and code that leaves its turn.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void Another_activity_at_a_step_names_the_step_and_both()
    {
        var failure = new History().TaskScheduled(0, "Old").Next().TaskCompleted(0).Run(async context => await context.CallActivityAsync<int>("New")).Failure();
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, failure.ErrorType);
        Assert.Contains("step 0 was the activity 'Old'", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("now does the activity 'New'", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_of_step_names_the_step_and_both()
    {
        var failure = new History().TimerCreated(0).Next().TimerFired(0).Run(async context => await context.CallActivityAsync<int>("New")).Failure();
        Assert.Contains("step 0 was a timer", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("now does the activity 'New'", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_step_that_the_code_no_longer_has_is_found_even_where_the_code_has_ended(int steps)
    {
        var answer = new History().TaskScheduled(0, "A").TaskScheduled(1, "B").Next().TaskCompleted(0, "1").Run(async context =>
        {
            if (steps > 0)
            {
                await context.CallActivityAsync("A");
            }

            return "ended early";
        });
        Assert.Single(answer.Actions);
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, answer.Failure().ErrorType);
    }

    [Fact]
    public void Names_are_compared_without_regard_to_case() => Assert.Equal(
        "1", new History().TaskScheduled(0, "step").Next().TaskCompleted(0, "1").Run(async context => await context.CallActivityAsync<int>("Step")).Result());

    [Theory]
    [InlineData("delay")]
    [InlineData("run")]
    [InlineData("nothing")]
    public void An_await_of_anything_else_fails_with_a_message_that_says_so(string what)
    {
        var failure = new History().Run(async context =>
        {
            await (what switch
            {
                "delay" => Task.Delay(TimeSpan.FromDays(1), TimeProvider.System),
                "run" => Task.Run(() => new TaskCompletionSource().Task),
                _ => new TaskCompletionSource().Task,
            });
            return null;
        }).Failure();
        Assert.Equal(TurnThread.Strayed, failure.ErrorMessage);
    }

    [Fact]
    public void Code_that_left_its_thread_cannot_use_the_context()
    {
        OrchestrationContext? escaped = null;
        new History().Run(async context =>
        {
            escaped = context;
            return await context.CallActivityAsync<int>("A");
        });
        Assert.Throws<InvalidOperationException>(() => escaped!.SetCustomStatus("stray"));
        Assert.Throws<InvalidOperationException>(() => escaped!.SendEvent("other", "bell"));
    }

    [Fact]
    public void Guids_are_those_of_Microsofts_own_SDK()
    {
        var now = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.Equal(new Guid("a1239379-7719-5253-84a4-29155a59f930"), DeterministicGuid.Create("abc", now, 0));
        Assert.Equal(new Guid("c4104527-03ea-5033-bcfa-41b86026bca0"), DeterministicGuid.Create("abc", now, 1));
    }

    [Fact]
    public void Every_new_guid_is_another_and_the_same_again_at_replay()
    {
        static Task<object?> Code(OrchestrationContext context) => Task.FromResult<object?>(new[] { $"{context.NewGuid()}", $"{context.NewGuid()}" });

        var first = new History().Run(Code).Result();
        Assert.Equal(first, new History().Run(Code).Result());
        Assert.Equal(2, System.Text.Json.JsonSerializer.Deserialize<string[]>(first!)!.Distinct().Count());
    }
}
