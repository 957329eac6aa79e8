using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>What becomes of a queue message: B.3, B.7, C.5.</summary>
public sealed class QueueDeliveryTests(SharedAzurite azurite)
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queue_that_does_not_exist_is_made_and_then_listened_on()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        await host.Host.StartAsync();
        await Eventually.IsTrueAsync(async () => await host.In.ExistsAsync(Token));

        await host.SendAsync("later");

        Assert.Equal("\"later\"", (await host.Brain.CallAsync()).Value("Data", "item"));
    }

    [Fact]
    public async Task A_success_deletes_the_message()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        await host.SendAsync("one", "two");
        await host.Host.StartAsync();

        await Eventually.IsTrueAsync(async () => host.Brain.Calls.Count == 2 && await QueueHost.CountAsync(host.In) == 0);
    }

    [Fact]
    public async Task A_failure_is_delivered_again_and_counted()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        await host.SendAsync("again");
        host.Brain.Answer = context => host.Brain.Calls.Count < 3 ? HandlerBrain.Text(context, "", null, StatusCodes.Status500InternalServerError) : HandlerBrain.Json(context, "{}");
        await host.Host.StartAsync();

        await Eventually.IsTrueAsync(async () => await QueueHost.CountAsync(host.In) == 0);

        Assert.Equal(["1", "2", "3"], host.Brain.Calls.Select(call => call.Value("Metadata", "DequeueCount")));
        Assert.True(host.Host.Log.Says(LogLevel.Error, "Response status code does not indicate success: 500"));
    }

    [Fact]
    public async Task A_failure_is_hidden_for_the_visibility_time_out()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        host.SetQueues("visibilityTimeout", "00:02:00");
        await host.SendAsync("again");
        host.Brain.Answer = context => HandlerBrain.Text(context, "", null, StatusCodes.Status503ServiceUnavailable);
        await host.Host.StartAsync();
        await host.Brain.CallAsync();

        await Eventually.IsTrueAsync(() => host.Host.Log.Says(LogLevel.Error, "503"));

        Assert.Equal(1, await QueueHost.CountAsync(host.In));
        Assert.Empty(await QueueHost.PeekAsync(host.In));
    }

    [Fact]
    public async Task The_last_allowed_failure_moves_the_message_to_the_poison_queue_as_it_was()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        host.SetQueues("maxDequeueCount", 2);
        host.SetQueues("messageEncoding", "base64");
        var text = Convert.ToBase64String("bad"u8);
        await host.SendAsync(text);
        host.Brain.Answer = context => HandlerBrain.Text(context, "", null, StatusCodes.Status500InternalServerError);
        await host.Host.StartAsync();

        await Eventually.IsTrueAsync(async () => await QueueHost.CountAsync(host.In) == 0);

        Assert.Equal([text], await QueueHost.PeekAsync(host.Poison));
        Assert.Equal(2, host.Brain.Calls.Count);
    }

    [Fact]
    public async Task What_cannot_be_decoded_ends_as_poison_without_being_called()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        host.SetQueues("maxDequeueCount", 1);
        host.SetQueues("messageEncoding", "base64");
        await host.SendAsync("no Base64 at all!");
        await host.Host.StartAsync();

        await Eventually.IsTrueAsync(async () => (await QueueHost.PeekAsync(host.Poison)).Count == 1);

        Assert.Empty(host.Brain.Calls);
    }

    [Fact]
    public async Task A_message_that_hosts_died_over_too_often_is_poison_at_once()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        host.SetQueues("maxDequeueCount", 1);
        await host.SendAsync("deadly");
        await host.In.ReceiveMessageAsync(TimeSpan.FromSeconds(1), Token);
        await host.Host.StartAsync();

        await Eventually.IsTrueAsync(async () => (await QueueHost.PeekAsync(host.Poison)).Count == 1);

        Assert.Empty(host.Brain.Calls);
    }

    [Fact]
    public async Task A_poison_queue_has_no_poison_queue_and_keeps_its_message_hidden()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        host.SetQueues("maxDequeueCount", 1);
        host.Host.Root.AddFunction("Quarantine", $$"""[{"type":"queueTrigger","direction":"in","name":"item","queueName":"{{host.Poison.Name}}"}]""");
        host.Brain.Answer = context => HandlerBrain.Text(context, "", null, StatusCodes.Status500InternalServerError);
        await host.SendAsync("twice bad");
        await host.Host.StartAsync();

        await Eventually.IsTrueAsync(() => host.Host.Log.Says(LogLevel.Error, "'Functions.Quarantine' (FAILED"));

        Assert.Equal(1, await QueueHost.CountAsync(host.Poison));
        Assert.Empty(await QueueHost.PeekAsync(host.Poison));
    }

    [Fact]
    public async Task A_handler_that_dies_over_a_message_gets_it_again()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        await host.SendAsync("deadly");
        host.Brain.Answer = context =>
        {
            if (host.Brain.Calls.Count == 1)
            {
                LivingProcess.Kill(host.Host.Server.Handler.ProcessId!.Value);
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            }

            return HandlerBrain.Json(context, "{}");
        };
        await host.Host.StartAsync();

        await Eventually.IsTrueAsync(async () => host.Brain.Calls.Count == 2 && await QueueHost.CountAsync(host.In) == 0);
    }

    [Fact]
    public async Task As_many_run_side_by_side_as_batch_and_threshold_allow()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        host.SetQueues("batchSize", 4);
        host.SetQueues("newBatchThreshold", 2);
        await host.SendAsync([.. Enumerable.Range(0, 12).Select(number => $"{number}")]);
        var release = new TaskCompletionSource();
        host.Brain.Answer = async context =>
        {
            await release.Task;
            await HandlerBrain.Json(context, "{}");
        };
        await host.Host.StartAsync();

        // The first batch holds four, which is above the threshold: no second one is taken.
        await Eventually.IsTrueAsync(() => host.Brain.Calls.Count == 4);
        Assert.Equal(8, (await QueueHost.PeekAsync(host.In)).Count);

        release.SetResult();
        await Eventually.IsTrueAsync(async () => host.Brain.Calls.Count == 12 && await QueueHost.CountAsync(host.In) == 0);
    }

    [Theory]
    [InlineData("", "application/json", "EMPTY BODY")]
    [InlineData("{}", "text/plain", "content type 'text/plain'")]
    public async Task An_answer_that_is_none_fails_at_once_and_the_message_comes_again(string body, string contentType, string said)
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        await host.SendAsync("one");
        host.Brain.Answer = context => host.Brain.Calls.Count == 1 ? HandlerBrain.Text(context, body, contentType) : HandlerBrain.Json(context, "{}");
        await host.Host.StartAsync();

        await Eventually.IsTrueAsync(() => host.Brain.Calls.Count == 2);

        Assert.True(host.Host.Log.Says(LogLevel.Error, said));
    }

    [Fact]
    public async Task Logs_of_the_answer_are_written_as_information()
    {
        await using var host = await QueueHost.PrepareAsync(azurite);
        await host.SendAsync("one");
        host.Brain.Answer = context => HandlerBrain.Text(context, """{"LOGS":["said",7]}""", "application/json", StatusCodes.Status202Accepted);
        await host.Host.StartAsync();

        await Eventually.IsTrueAsync(async () => await QueueHost.CountAsync(host.In) == 0);

        Assert.True(host.Host.Log.Says(LogLevel.Information, "said"));
        Assert.True(host.Host.Log.Says(LogLevel.Information, "] 7"));
    }
}
