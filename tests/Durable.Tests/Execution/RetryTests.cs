using HzFunctions.Durable.Client;
using HzFunctions.Durable.Replay;
using HzFunctions.Durable.Tests.Orchestrators;

namespace HzFunctions.Durable.Tests.Execution;

/// <summary>Retries: when each attempt is made, and when no further one.</summary>
public sealed class RetryTests
{
    private static readonly DurableJson Json = new();

    [Fact]
    public void Waits_grow_by_the_coefficient_and_no_further_than_the_longest()
    {
        var policy = new RetryPolicy(6, TimeSpan.FromSeconds(10)) { BackoffCoefficient = 3, MaxRetryInterval = TimeSpan.FromSeconds(60) };
        var run = Run(policy, (_, _) => throw new FormatException("no"));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, run.Status);
        Assert.Equal([0, 10, 40, 100, 160, 220], run.TimesOf("Step").Select(time => time.TotalSeconds));
    }

    [Fact]
    public void A_success_ends_the_attempts()
    {
        var run = Run(new RetryPolicy(6, TimeSpan.FromSeconds(10)), (_, at) => at.TotalSeconds < 15 ? throw new FormatException("no") : 7);
        Assert.Equal(7, run.ReadOutputAs<int>());
        Assert.Equal([0, 10, 20], run.TimesOf("Step").Select(time => time.TotalSeconds));
    }

    [Fact]
    public void A_failure_that_no_attempt_would_mend_is_not_tried_again()
    {
        var run = Run(new RetryPolicy(6, TimeSpan.FromSeconds(10)), (_, _) => throw new NonRetriableException("never"));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, run.Status);
        Assert.Single(run.TimesOf("Step"));
    }

    [Fact]
    public void A_failure_that_the_policy_does_not_care_for_is_not_tried_again()
    {
        var policy = new RetryPolicy(6, TimeSpan.FromSeconds(10)) { IsWorthRetrying = failure => failure.Details.ErrorType != typeof(FormatException).FullName };
        Assert.Single(Run(policy, (_, _) => throw new FormatException("no")).TimesOf("Step"));
    }

    [Fact]
    public void No_attempt_begins_after_the_time_for_all_of_them()
    {
        var policy = new RetryPolicy(100, TimeSpan.FromSeconds(10)) { RetryTimeout = TimeSpan.FromSeconds(25) };
        Assert.Equal([0, 10, 20, 30], Run(policy, (_, _) => throw new FormatException("no")).TimesOf("Step").Select(time => time.TotalSeconds));
    }

    [Fact]
    public void A_process_that_died_in_an_activity_is_a_reason_to_try_again()
    {
        var run = Run(new RetryPolicy(2, TimeSpan.FromSeconds(10)), (_, at) => at == TimeSpan.Zero ? throw new HostFaultException() : 7);
        Assert.Equal(7, run.ReadOutputAs<int>());
    }

    [Fact]
    public void A_wait_longer_than_three_days_is_split()
    {
        var policy = new RetryPolicy(2, TimeSpan.FromDays(8)) { MaxRetryInterval = TimeSpan.FromDays(8) };
        var run = Run(policy, (_, at) => at == TimeSpan.Zero ? throw new FormatException("no") : 7);
        Assert.Equal(TimeSpan.FromDays(8), run.Elapsed);
        Assert.Equal(["3.00:00:00", "6.00:00:00", "8.00:00:00"], run.Calls.Where(call => call.Kind == ReplayedCallKind.Timer).Select(call => call.Name));
    }

    [Fact]
    public void A_policy_without_attempts_or_without_a_wait_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(0, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.FromSeconds(1)) { BackoffCoefficient = 0.5 });
    }

    private static ReplayRun Run(RetryPolicy policy, Func<string?, TimeSpan, int> step) =>
        new ReplayHarness(Json).OnActivity("Step", step)
            .Run(() => new LambdaOrchestrator(async context => await context.CallActivityAsync<int>("Step", retry: policy)));
}
