using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Tests.Execution;

/// <summary>Activities and sub-orchestrations, as an orchestrator calls them.</summary>
public sealed class ActivityTests
{
    [Fact]
    public void A_first_turn_schedules_the_first_activity_and_waits()
    {
        var answer = new History("\"Hangzhou\"").Run(async context => await context.CallActivityAsync<string>("Greet", context.GetInput<string>()));
        Assert.Equal(["0 task Greet(\"Hangzhou\")"], answer.Texts());
    }

    [Fact]
    public void A_result_goes_on_to_the_next_activity_and_to_the_end()
    {
        static async Task<object?> Code(OrchestrationContext context)
        {
            var first = await context.CallActivityAsync<int>("Add", 1);
            return await context.CallActivityAsync<int>("Add", first);
        }

        var history = new History().TaskScheduled(0, "Add").Next().TaskCompleted(0, "2");
        Assert.Equal(["1 task Add(2)"], history.Run(Code).Texts());
        Assert.Equal("3", history.TaskScheduled(1, "Add").Next().TaskCompleted(1, "3").Run(Code).Result());
    }

    [Fact]
    public void A_fan_out_is_scheduled_at_once_and_results_may_come_in_any_order()
    {
        static async Task<object?> Code(OrchestrationContext context) =>
            (await Task.WhenAll(Enumerable.Range(0, 50).Select(number => context.CallActivityAsync<int>("Square", number)))).Sum();

        var history = new History();
        Assert.Equal(Enumerable.Range(0, 50).Select(number => $"{number} task Square({number})"), history.Run(Code).Texts());
        for (var id = 0; id < 50; id++)
        {
            history.TaskScheduled(id, "Square");
        }

        history.Next();
        for (var id = 49; id > 0; id--)
        {
            history.TaskCompleted(id, $"{id * id}");
        }

        Assert.Empty(history.Run(Code).Texts());
        Assert.Equal("40425", history.Next().TaskCompleted(0, "0").Run(Code).Result());
    }

    [Fact]
    public void A_failure_comes_with_its_type_and_message()
    {
        var answer = new History().TaskScheduled(0, "Pay").Next().TaskThrew(0, new FormatException("No such bill."))
            .Run(async context => await CatchAsync(() => context.CallActivityAsync("Pay")));
        Assert.Equal("\"Pay#0 System.FormatException: No such bill. False\"", answer.Result()!.Replace("\\u0023", "#", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_of_the_host_comes_with_the_hosts_words()
    {
        var details = new TaskFailureDetails { ErrorType = "Host", ErrorMessage = "broken", InnerFailure = new TaskFailureDetails { ErrorType = "Inner", ErrorMessage = "cause" } };
        var answer = new History().TaskScheduled(0, "Pay").Next().TaskFailed(0, details).Run(async context =>
        {
            var failure = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync("Pay"));
            return $"{failure.Details.ErrorMessage} by {failure.Details.Inner!.ErrorMessage}";
        });
        Assert.Equal("\"broken by cause\"", answer.Result());
    }

    [Fact]
    public void A_failure_without_any_details_is_a_failure_all_the_same()
    {
        var answer = new History().TaskScheduled(0, "Nobody").Next().TaskFailed(0, details: null)
            .Run(async context => await CatchAsync(() => context.CallActivityAsync("Nobody")));
        Assert.Contains("No details were given", answer.Result(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_uncaught_failure_fails_the_orchestration_and_keeps_the_activitys_words_inside()
    {
        var failure = new History().TaskScheduled(0, "Pay").Next().TaskThrew(0, new FormatException("No such bill."))
            .Run(async context => await context.CallActivityAsync<int>("Pay")).Failure();
        Assert.Equal(typeof(TaskFailedException).FullName, failure.ErrorType);
        Assert.Equal("System.FormatException", failure.InnerFailure.ErrorType);
        Assert.Equal("No such bill.", failure.InnerFailure.ErrorMessage);
    }

    [Fact]
    public void What_the_code_itself_throws_fails_the_orchestration_and_never_leaves_the_turn()
    {
        var failure = new History().Run(_ => throw new FormatException("Wrong.")).Failure();
        Assert.Equal("System.FormatException", failure.ErrorType);
        Assert.Equal("Wrong.", failure.ErrorMessage);
    }

    [Fact]
    public void An_input_that_is_not_of_its_type_fails_the_orchestration()
    {
        var failure = new History("\"text\"").Run(context => Task.FromResult<object?>(context.GetInput<int>())).Failure();
        Assert.Equal("System.Text.Json.JsonException", failure.ErrorType);
    }

    [Fact]
    public void A_result_that_comes_twice_counts_once()
    {
        var answer = new History().TaskScheduled(0, "A").Next().TaskCompleted(0, "1").TaskCompleted(0, "2")
            .Run(async context => await context.CallActivityAsync<int>("A"));
        Assert.Equal("1", answer.Result());
    }

    [Fact]
    public void A_part_gets_an_id_that_is_never_empty_and_another_for_each_attempt()
    {
        static async Task<object?> Code(OrchestrationContext context) =>
            await context.CallSubOrchestratorAsync<int>("Part", 7, retry: new RetryPolicy(2, TimeSpan.FromSeconds(5)));

        var history = new History();
        Assert.Equal(["0 part Part(7) as e1:0000"], history.Run(Code).Texts());
        history.PartCreated(0, "Part").Next().PartFailed(0, new TaskFailureDetails { ErrorType = "T", ErrorMessage = "m" });
        Assert.Equal(["1 timer 00:00:05"], history.Run(Code).Texts());
        history.TimerCreated(1).Next(TimeSpan.FromSeconds(5)).TimerFired(1);
        Assert.Equal(["2 part Part(7) as e1:0002"], history.Run(Code).Texts());
        Assert.Equal("8", history.PartCreated(2, "Part").Next(TimeSpan.FromSeconds(6)).PartCompleted(2, "8").Run(Code).Result());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("@entity@key")]
    [InlineData("a#b")]
    public void An_id_that_the_host_would_accept_and_never_run_is_refused(string id)
    {
        var failure = new History().Run(async context => await context.CallSubOrchestratorAsync<int>("Part", instanceId: id)).Failure();
        Assert.Equal("System.ArgumentException", failure.ErrorType);
    }

    private static async Task<object?> CatchAsync(Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<TaskFailedException>(call);
        return $"{failure.TaskName}#{failure.TaskId} {failure.Details.ErrorType}: {failure.Details.ErrorMessage} {failure.Details.IsNonRetriable}";
    }
}
