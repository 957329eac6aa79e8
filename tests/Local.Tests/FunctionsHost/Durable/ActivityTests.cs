using HzFunctions.Durable.Protocol;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Durable.Support;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable;

/// <summary>How an activity is called, and what its answers become: D.3.</summary>
public sealed class ActivityTests(SharedAzurite azurite)
{
    private const string InvocationException = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException";

    [Theory]
    [InlineData("\"Tokyo\"", """ "\"\\\"Tokyo\\\"\"" """, """ "\"Tokyo\"" """)]
    [InlineData("null", """ "\"null\"" """, null)]
    [InlineData("""{ "a" : [1.50, 1e2] }""", """ "\"{\\\"a\\\":[1.5,100.0]}\"" """, """{"a":[1.5,100.0]}""")]
    [InlineData("\"2024-01-01T00:00:00.000Z\"", """ "\"\\\"2024-01-01T00:00:00.000Z\\\"\"" """, """ "\"2024-01-01T00:00:00.000Z\"" """)]
    public async Task The_input_is_parsed_printed_again_and_encoded_twice(string input, string data, string? metadata)
    {
        var call = await CallAsync(input);

        Assert.Contains($"\"Data\":{{\"input\":{data.Trim()}}}", call.Text, StringComparison.Ordinal);
        if (metadata is not null)
        {
            Assert.Contains($"\"data\":{metadata.Trim()}", call.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_input_is_null_encoded_once()
    {
        var call = await CallAsync(input: null);

        Assert.Equal("null", call.Value("Data", "input"));
        Assert.Null(call.Envelope["Metadata"]!["data"]);
    }

    [Fact]
    public async Task Metadata_tells_the_instance_and_what_the_input_has_in_it()
    {
        var call = await CallAsync("""{"city":"Hangzhou","more":{"x":1},"many":[1]}""");

        var metadata = (JObject)call.Envelope["Metadata"]!;
        Assert.Equal(["instanceId", "data", "input", "city", "more", "sys"], metadata.Properties().Select(member => member.Name));
        Assert.Equal(("\"work\"", "\"Hangzhou\""), ((string?)metadata["instanceId"], (string?)metadata["city"]));
    }

    [Fact]
    public async Task A_refusal_becomes_details_that_say_nothing_of_the_handlers_own_error()
    {
        var details = await FailAsync((context, _) => HandlerBrain.Text(context, "my own words", "text/plain", StatusCodes.Status500InternalServerError));

        Assert.Equal((InvocationException, "Exception while executing function: Functions.Work", false), (details.ErrorType, details.ErrorMessage, details.IsNonRetriable));
        Assert.Equal(
            ("System.Net.Http.HttpRequestException", "Response status code does not indicate success: 500 (Internal Server Error)."),
            (details.InnerFailure.ErrorType, details.InnerFailure.ErrorMessage));
        Assert.Null(details.InnerFailure.InnerFailure);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_in_the_details()
    {
        var details = await FailAsync((context, _) => HandlerBrain.Json(context, "no JSON"));

        Assert.Equal(("System.InvalidOperationException", "no JSON"), (details.InnerFailure.ErrorType, details.InnerFailure.ErrorMessage));
    }

    [Fact]
    public async Task An_input_that_is_no_JSON_fails_before_the_handler()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("CallOne", Scripts.CallOne);
            prepared.Activity("Work", _ => "1");
        });

        var end = await host.Client.RunAsync("CallOne", "work", "{oops");

        Assert.Equal("\"failed\"", end.Output);
        Assert.DoesNotContain(host.Host.Brain.Calls, call => call.Target == "/Work");
    }

    [Fact]
    public async Task An_activity_that_does_not_exist_fails_without_details()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared => prepared.Orchestrator("CallOne", Scripts.CallOne));

        var end = await host.Client.RunAsync("CallOne", "work");

        Assert.Equal(("\"failed\"", null), (end.Output, end.CustomStatus));
    }

    [Fact]
    public async Task A_handler_that_dies_fails_its_activities_with_three_levels()
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("CallOne", Scripts.CallOne);
            prepared.RawActivity("Work", (context, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        });
        await host.Client.StartAsync("CallOne", "work");
        await Eventually.IsTrueAsync(() => host.Host.Brain.Calls.Any(call => call.Target == "/Work"));

        LivingProcess.Kill(host.Host.Server.Handler.ProcessId!.Value);

        var details = TaskFailureDetails.Parser.ParseJson((await host.Client.EndAsync("work")).CustomStatus);
        Assert.Equal(
            (InvocationException, "System.Net.Http.HttpRequestException"), (details.ErrorType, details.InnerFailure.ErrorType));
        Assert.NotNull(details.InnerFailure.InnerFailure);
    }

    [Fact]
    public async Task A_time_out_has_no_inner_failure()
    {
        await using var host = await DurableHostUnderTest.PrepareAsync(azurite);
        host.Host.Root.Host["functionTimeout"] = "00:00:01";
        host.Orchestrator("CallOne", Scripts.CallOne);
        host.RawActivity("Work", (context, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        await host.StartAsync();

        var details = TaskFailureDetails.Parser.ParseJson((await host.Client.RunAsync("CallOne", "work")).CustomStatus);

        Assert.Equal("Microsoft.Azure.WebJobs.Host.FunctionTimeoutException", details.ErrorType);
        Assert.Null(details.InnerFailure);
    }

    [Theory]
    [InlineData("""{"ReturnValue":"{\"ok\":true}"}""", """ "{\"ok\":true}" """)]
    [InlineData("""{"ReturnValue":{"a":1}}""", """{"a":1}""")]
    [InlineData("""{"ReturnValue":1.0}""", "1.0")]
    [InlineData("""{"ReturnValue":"2024-01-01T00:00:00.000Z"}""", """ "2024-01-01T00:00:00Z" """)]
    [InlineData("{}", "")]
    public async Task The_result_is_the_return_value_printed_again(string answer, string result)
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("CallOne", Scripts.CallOne);
            prepared.RawActivity("Work", (context, _) => HandlerBrain.Json(context, answer));
        });

        Assert.Equal(result.Trim(), (await host.Client.RunAsync("CallOne", "work")).Output ?? "");
    }

    private async Task<TaskFailureDetails> FailAsync(Func<HttpContext, ReceivedCall, Task> script)
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("CallOne", Scripts.CallOne);
            prepared.RawActivity("Work", script);
        });
        var end = await host.Client.RunAsync("CallOne", "work");
        Assert.Equal("\"failed\"", end.Output);
        return TaskFailureDetails.Parser.ParseJson(end.CustomStatus);
    }

    private async Task<ReceivedCall> CallAsync(string? input)
    {
        await using var host = await DurableHostUnderTest.StartAsync(azurite, prepared =>
        {
            prepared.Orchestrator("CallOne", Scripts.CallOne);
            prepared.Activity("Work", _ => "1");
        });
        await host.Client.RunAsync("CallOne", "work", input);
        return host.Host.Brain.Calls.Single(call => call.Target == "/Work");
    }
}
