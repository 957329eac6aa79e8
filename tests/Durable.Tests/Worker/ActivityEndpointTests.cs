using System.Net;
using System.Text.Json;
using HzFunctions.Durable.Execution;

namespace HzFunctions.Durable.Tests.Worker;

/// <summary>What the host gets from an activity's endpoint.</summary>
public sealed class ActivityEndpointTests
{
    [Fact]
    public async Task A_result_goes_out_as_a_text_so_that_the_host_rewrites_neither_dates_nor_numbers()
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddActivity<Echo>());
        var answer = await WorkerUnderTest.ReturnValueAsync(await worker.PostAsync("Echo", "\"2024-01-01T00:00:00.000Z\""));
        Assert.Equal("{\"ok\":true,\"result\":\"2024-01-01T00:00:00.000Z\"}", answer);
    }

    [Theory]
    [InlineData("null")]
    [InlineData(null)]
    public async Task No_input_and_a_null_are_the_same(string? input)
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddActivity<Echo>());
        Assert.Equal("{\"ok\":true,\"result\":\"nothing\"}", await WorkerUnderTest.ReturnValueAsync(await worker.PostAsync("Echo", input)));
    }

    [Fact]
    public async Task A_failure_goes_out_as_an_answer_with_type_and_message()
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddActivity<Failing>());
        var envelope = Read(await WorkerUnderTest.ReturnValueAsync(await worker.PostAsync("Failing", "\"no such bill\"")));
        Assert.False(envelope.Ok);
        Assert.Equal("System.FormatException", envelope.Error!.ErrorType);
        Assert.Equal("no such bill", envelope.Error.ErrorMessage);
        Assert.False(envelope.Error.IsNonRetriable);
    }

    [Fact]
    public async Task A_failure_that_no_attempt_would_mend_says_so()
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddActivity<Hopeless>());
        Assert.True(Read(await WorkerUnderTest.ReturnValueAsync(await worker.PostAsync("Hopeless", "1"))).Error!.IsNonRetriable);
    }

    [Fact]
    public async Task An_input_of_another_type_is_a_failure_of_the_activity()
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddActivity<Hopeless>());
        var envelope = Read(await WorkerUnderTest.ReturnValueAsync(await worker.PostAsync("Hopeless", "\"text\"")));
        Assert.Equal(typeof(JsonException).FullName, envelope.Error!.ErrorType);
    }

    [Fact]
    public async Task A_fault_outside_user_code_is_a_plain_500()
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddActivity<NeedsAService>());
        Assert.Equal(HttpStatusCode.InternalServerError, (await worker.PostAsync("NeedsAService", "1")).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await worker.PostRawAsync("NeedsAService", "no envelope")).StatusCode);
    }

    [Fact]
    public async Task Two_functions_of_one_name_are_refused_at_the_start()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WorkerUnderTest.StartAsync(worker => worker.AddActivity<Echo>().AddActivity<Echo>("ECHO")));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            WorkerUnderTest.StartAsync(worker => worker.AddActivity<Echo>().AddOrchestrator<DurableHandler.Scenarios.Child>("Echo")));
    }

    private static ActivityEnvelope Read(string returnValue) => ActivityEnvelope.Read(JsonSerializer.Serialize(returnValue));

    private sealed class Echo : Activity<string?, string>
    {
        protected override Task<string> RunAsync(string? input, CancellationToken cancellationToken) => Task.FromResult(input ?? "nothing");
    }

    private sealed class Failing : Activity<string, int>
    {
        protected override Task<int> RunAsync(string input, CancellationToken cancellationToken) => throw new FormatException(input);
    }

    private sealed class Hopeless : Activity<int, int>
    {
        protected override Task<int> RunAsync(int input, CancellationToken cancellationToken) => throw new NonRetriableException("never");
    }

#pragma warning disable CS9113 // The service is missing: that is the point.
    private sealed class NeedsAService(Uri missing) : Activity<int, int>
#pragma warning restore CS9113
    {
        protected override Task<int> RunAsync(int input, CancellationToken cancellationToken) => Task.FromResult(input);
    }
}
