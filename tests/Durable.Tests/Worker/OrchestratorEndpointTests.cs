using Google.Protobuf;
using HzFunctions.Durable.Protocol;
using HzFunctions.Durable.Tests.Execution;

namespace HzFunctions.Durable.Tests.Worker;

/// <summary>What the host gets from an orchestrator's endpoint. Anything but 200 with a response would end the instance for good.</summary>
public sealed class OrchestratorEndpointTests
{
    [Fact]
    public async Task A_turn_comes_in_and_goes_out_as_base64_of_protobuf()
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddOrchestrator<Doubling>());
        var request = new History("21").ToRequest();
        var response = await AnswerAsync(await worker.PostAsync("Doubling", request.ToByteString().ToBase64()));
        Assert.Equal(History.Instance, response.InstanceId);
        Assert.Equal(["0 end Completed(42)"], response.Texts());
    }

    [Fact]
    public async Task The_name_is_found_in_any_case_and_under_the_name_that_was_given()
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddOrchestrator<Doubling>("Twice"));
        var response = await AnswerAsync(await worker.PostAsync("tWICE", new History("1").ToRequest().ToByteString().ToBase64()));
        Assert.Equal(["0 end Completed(2)"], response.Texts());
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData(null)]
    public async Task What_cannot_be_read_is_tried_again_and_ends_no_instance(string? text)
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddOrchestrator<Doubling>());
        AssertTriedAgain(await AnswerAsync(await worker.PostAsync("Doubling", text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"Data\":{}}")]
    [InlineData("{\"Data\":{\"a\":\"1\",\"b\":\"2\"}}")]
    public async Task What_is_no_envelope_is_tried_again_and_ends_no_instance(string body)
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddOrchestrator<Doubling>());
        AssertTriedAgain(await AnswerAsync(await worker.PostRawAsync("Doubling", body)));
    }

    [Fact]
    public async Task An_orchestrator_that_cannot_be_made_is_tried_again_and_ends_no_instance()
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddOrchestrator<NeedsAService>());
        AssertTriedAgain(await AnswerAsync(await worker.PostAsync("NeedsAService", new History("1").ToRequest().ToByteString().ToBase64())));
    }

    [Fact]
    public async Task A_history_without_a_beginning_is_tried_again_and_ends_no_instance()
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddOrchestrator<Doubling>());
        AssertTriedAgain(await AnswerAsync(await worker.PostAsync("Doubling", new OrchestratorRequest { InstanceId = "i" }.ToByteString().ToBase64())));
    }

    [Fact]
    public async Task A_history_of_forty_megabytes_is_read()
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddOrchestrator<Ignoring>());
        var history = new History("1");
        for (var number = 0; number < 300; number++)
        {
            history.EventRaised("large", new string('x', 100_000));
        }

        var response = await AnswerAsync(await worker.PostAsync("Ignoring", history.ToRequest().ToByteString().ToBase64()));
        Assert.Equal(["0 end Completed(1)"], response.Texts());
    }

    [Fact]
    public async Task What_the_orchestrator_throws_is_its_own_end_and_no_fault_of_the_host()
    {
        await using var worker = await WorkerUnderTest.StartAsync(worker => worker.AddOrchestrator<Throwing>());
        var response = await AnswerAsync(await worker.PostAsync("Throwing", new History("1").ToRequest().ToByteString().ToBase64()));
        Assert.Equal("System.FormatException", response.Failure().ErrorType);
        Assert.Null(response.Failure().InnerFailure);
    }

    // What the extension takes for a fault of the platform: an exhausted memory below the top of the failure.
    private static void AssertTriedAgain(OrchestratorResponse response)
    {
        var end = Assert.Single(response.Actions).CompleteOrchestration;
        Assert.Equal(OrchestrationStatus.Failed, end.OrchestrationStatus);
        Assert.Equal("System.OutOfMemoryException", end.FailureDetails.InnerFailure.ErrorType);
    }

    private static async Task<OrchestratorResponse> AnswerAsync(HttpResponseMessage response) =>
        OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(await WorkerUnderTest.ReturnValueAsync(response)));

    private sealed class Doubling : Orchestrator<int, int>
    {
        protected override Task<int> RunAsync(OrchestrationContext context, int input) => Task.FromResult(input * 2);
    }

    private sealed class Ignoring : Orchestrator<int, int>
    {
        protected override Task<int> RunAsync(OrchestrationContext context, int input) => Task.FromResult(input);
    }

    private sealed class Throwing : Orchestrator<int, int>
    {
        protected override Task<int> RunAsync(OrchestrationContext context, int input) => throw new FormatException("Wrong.");
    }

#pragma warning disable CS9113 // The service is missing: that is the point.
    private sealed class NeedsAService(Uri missing) : Orchestrator<int, int>
#pragma warning restore CS9113
    {
        protected override Task<int> RunAsync(OrchestrationContext context, int input) => Task.FromResult(input);
    }
}
