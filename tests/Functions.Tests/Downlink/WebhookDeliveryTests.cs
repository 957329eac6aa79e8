using System.Text.Json.Nodes;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>Car parks with a webhook.</summary>
public sealed class WebhookDeliveryTests
{
    [Fact]
    public async Task A_message_that_the_webhook_takes_is_confirmed_at_once_and_needs_no_deadline()
    {
        var bench = await DownlinkBench.StartAsync(hasWebhook: true);

        await bench.BringAsync(BridgeMessage.PayResult(71));

        Assert.True(Assert.Single(bench.CityBrain.Calls).Success);
        var body = Assert.Single(bench.Webhooks.Bodies);
        Assert.Equal(["id", "topic", "requestId", "timestamp", "receivedAt", "data"], body.EnumerateObject().Select(member => member.Name));
        Assert.Empty(await bench.InboxAsync());
        Assert.Empty(bench.Queue.Waiting);
    }

    [Theory]
    [InlineData("""{"success":false}""", false)]
    [InlineData("""{"success":true}""", true)]
    [InlineData("{}", true)]
    [InlineData("OK", true)]
    [InlineData("<html/>", true)]
    public async Task What_the_webhook_answers_is_the_car_parks_word(string answer, bool success)
    {
        var bench = await DownlinkBench.StartAsync(hasWebhook: true);
        bench.Webhooks.Answer = _ => answer;

        await bench.BringAsync(BridgeMessage.PayResult());

        Assert.Equal(success, Assert.Single(bench.CityBrain.Calls).Success);
    }

    [Fact]
    public async Task A_webhook_that_does_not_take_it_is_reported_in_time_tried_again_and_the_truth_follows()
    {
        var bench = await DownlinkBench.StartAsync(hasWebhook: true);
        bench.Webhooks.Answer = _ => null;
        await bench.BringAsync(BridgeMessage.PayResult());
        await bench.PassAsync(TimeSpan.FromSeconds(17));
        Assert.Equal([false], bench.CityBrain.Calls.Select(call => call.Success));
        Assert.Single(await bench.InboxAsync());

        await bench.PassAsync(TimeSpan.FromMinutes(3));
        bench.Webhooks.Answer = _ => string.Empty;
        await bench.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal([false, true], bench.CityBrain.Calls.Select(call => call.Success));
        Assert.Empty(await bench.InboxAsync());
        Assert.InRange(bench.Webhooks.Bodies.Count, 3, 20);
    }

    [Fact]
    public async Task A_webhook_that_is_away_holds_up_nothing_and_gets_everything_when_it_is_back()
    {
        var bench = await DownlinkBench.StartAsync(hasWebhook: true);
        bench.Webhooks.Answer = _ => null;
        for (var number = 1; number <= 120; number++)
        {
            await bench.BringAsync(BridgeMessage.PayResult(number, $"b{number}"));
        }

        // The first fails, and the others are not even tried.
        Assert.Single(bench.Webhooks.Bodies);
        await bench.PassAsync(TimeSpan.FromSeconds(17));
        Assert.Equal(120, bench.CityBrain.Calls.Count(call => !call.Success));

        bench.Webhooks.Answer = _ => string.Empty;
        await bench.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(120, bench.CityBrain.Calls.Count(call => call.Success));
        Assert.Empty(await bench.InboxAsync());
    }

    [Fact]
    public async Task Messages_that_the_webhook_never_takes_are_not_in_the_way_of_the_others()
    {
        var bench = await DownlinkBench.StartAsync(hasWebhook: true);
        bench.Webhooks.Answer = _ => null;
        for (var number = 1; number <= 5; number++)
        {
            await bench.BringAsync(BridgeMessage.PayResult(number, $"b{number}"));
        }

        // It is back, and stumbles over the first two each time that it sees them.
        bench.Webhooks.Answer = message => message.GetProperty("requestId").GetInt64() <= 2 ? null : string.Empty;
        await bench.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal([1, 2], (await bench.InboxAsync()).Select(entry => entry.Key.RequestId));
        var lastWords = bench.CityBrain.Calls.GroupBy(call => call.RequestId).ToDictionary(calls => calls.Key, calls => calls.Last().Success);
        Assert.All(Enumerable.Range(1, 5), number => Assert.Equal(number > 2, lastWords[number]));
    }

    [Fact]
    public async Task What_a_webhook_did_not_take_can_be_acked_from_the_inbox_too()
    {
        var bench = await DownlinkBench.StartAsync(hasWebhook: true);
        bench.Webhooks.Answer = _ => null;
        await bench.BringAsync(BridgeMessage.PayResult());

        await bench.AckAllAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(1));

        Assert.True(Assert.Single(bench.CityBrain.Calls).Success);
    }

    [Fact]
    public async Task R52_a_question_is_answered_in_the_webhooks_response()
    {
        var bench = await DownlinkBench.StartAsync(hasWebhook: true);
        bench.Webhooks.Answer = _ => new JsonObject { ["success"] = true, ["data"] = FeeTests.Owed() }.ToJsonString();

        await bench.BringAsync(BridgeMessage.Fee());
        await bench.PassAsync(TimeSpan.FromMinutes(1));

        var call = Assert.Single(bench.CityBrain.Calls);
        Assert.Equal(("uploadFee", true, 71L, 500), (call.Interface, call.Success, call.RequestId, call.Params.GetProperty("shouldPay").GetInt32()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"data":{"shouldPay":"much"}}""")]
    public async Task R52_a_question_that_the_webhook_took_without_a_usable_answer_has_its_deadline(string answer)
    {
        var bench = await DownlinkBench.StartAsync(hasWebhook: true);
        bench.Webhooks.Answer = _ => answer;

        await bench.BringAsync(BridgeMessage.Fee());
        Assert.Empty(bench.CityBrain.Calls);
        await bench.PassAsync(TimeSpan.FromSeconds(17));

        Assert.False(Assert.Single(bench.CityBrain.Calls).Success);
        Assert.Empty(await bench.InboxAsync());
    }

    [Fact]
    public async Task A_process_that_dies_before_the_webhook_is_called_costs_half_a_minute_and_no_message()
    {
        var bench = await DownlinkBench.StartAsync(hasWebhook: true);
        bench.Webhooks.Answer = _ => throw new IOException("the process dies");
        await Assert.ThrowsAsync<IOException>(() => bench.BringAsync(BridgeMessage.PayResult()));
        bench.Webhooks.Answer = _ => string.Empty;
        bench.Restart();

        await bench.PassAsync(TimeSpan.FromSeconds(61));

        Assert.True(Assert.Single(bench.CityBrain.Calls).Success);
    }
}
