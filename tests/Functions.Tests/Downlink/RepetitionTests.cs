using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>The same message again: from the queue, from the broker, from the platform.</summary>
public sealed class RepetitionTests
{
    [Fact]
    public async Task A_message_that_the_queue_delivers_again_is_resumed_and_stands_in_the_inbox_once()
    {
        var bench = await DownlinkBench.StartAsync();
        var message = BridgeMessage.PayResult().ReceivedNow(bench.Clock);

        await bench.BringAsync(message);
        await bench.BringAsync(message);
        bench.Restart();
        await bench.BringAsync(message);

        Assert.Single(await bench.InboxAsync());
        Assert.Empty(bench.CityBrain.Calls);
    }

    [Fact]
    public async Task A_replayed_capture_changes_nothing_and_is_confirmed_again()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.DeparturePayInfo().SaidAt("08:00:01"));
        await bench.BringAsync(BridgeMessage.DeparturePayInfo(2, moneyLimit: 7).SaidAt("08:00:02"));
        await bench.AckAllAsync();
        var known = await bench.FactAsync(BridgeMessage.DeparturePayInfo());
        bench.Clock.Advance(TimeSpan.FromHours(3));

        // Not under the signature: whoever replays it can write any time.
        await bench.BringAsync(BridgeMessage.DeparturePayInfo().SaidAt("11:00:00"));

        Assert.Equal([1L, 2, 1], bench.CityBrain.Calls.Select(call => call.RequestId));
        Assert.All(bench.CityBrain.Calls, call => Assert.True(call.Success));
        Assert.Equal(known!.Data, (await bench.FactAsync(BridgeMessage.DeparturePayInfo()))!.Data);
        Assert.Empty(await bench.InboxAsync());
    }

    [Fact]
    public async Task A_message_that_comes_again_because_the_car_park_did_not_take_it_has_its_15_s_anew()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.PayResult());
        await bench.PassAsync(TimeSpan.FromMinutes(1));
        await bench.BringAsync(BridgeMessage.PayResult());
        await bench.PassAsync(TimeSpan.FromSeconds(14));
        Assert.Single(bench.CityBrain.Calls);

        await bench.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal([false, false], bench.CityBrain.Calls.Select(call => call.Success));
        Assert.Single(await bench.InboxAsync());

        await bench.AckAllAsync();
        Assert.True(bench.CityBrain.Calls[^1].Success);
    }

    [Fact]
    public async Task A_deadline_of_an_earlier_arrival_is_none_of_a_later_one()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.PayResult());
        await bench.PassAsync(TimeSpan.FromSeconds(10));
        await bench.BringAsync(BridgeMessage.PayResult());
        await bench.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Empty(bench.CityBrain.Calls);
    }

    [Fact]
    public async Task A_requestId_that_is_used_again_with_other_content_is_another_message()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.PayResult(1, "b1"));
        await bench.BringAsync(BridgeMessage.PayResult(1, "b2"));

        Assert.Equal(2, (await bench.InboxAsync()).Count);
        await bench.AckAllAsync();

        Assert.Equal(["b1", "b2"], bench.CityBrain.Calls.Select(call => call.Params.GetProperty("billID").GetString()!).Order());
    }

    [Fact]
    public async Task A_deadline_of_a_message_that_is_not_there_is_removed()
    {
        var bench = await DownlinkBench.StartAsync();
        var deadline = DownlinkRows.Deadline(bench.Clock.GetUtcNow(), BridgeMessage.PayResult().Key(DownlinkBench.Site));
        await bench.Downlinks.WriteAsync([DownlinkStore.Deadline(DownlinkBench.Site, deadline)], TestContext.Current.CancellationToken);

        await bench.BringAsync(new DownlinkOrder { Version = 1, Deadlines = new DeadlinesOrder(DownlinkBench.Site.Value) }.ToJson());

        Assert.Empty(bench.Downlinks.Rows(DownlinkBench.Site.Value));
        Assert.Empty(bench.CityBrain.Calls);
        Assert.Empty(bench.Quarantine.Kept);
    }
}
