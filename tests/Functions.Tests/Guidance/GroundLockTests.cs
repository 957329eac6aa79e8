using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Tests.Downlink;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>Lowering a ground lock (地锁): the car park's word is the answer.</summary>
public sealed class GroundLockTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_car_parks_acknowledgement_says_whether_the_lock_is_down(bool success)
    {
        using var bench = await GuidedCarParkInMemory.StartAsync();
        var lowering = bench.Handler.Locks.LowerAsync(bench.Site, await bench.BookedAsync(), "lock-A-1", Stop);

        var order = Assert.Single(await bench.Handler.Downlinks.InboxAsync(bench.Site.Site, 10, Stop));
        Assert.Equal("groundLockDown", order.Key.Topic.ShownAs);
        await bench.Handler.Acks.TakeAsync(order.Key, new DownlinkAck(success, null, DownlinkAck.ByInbox), Stop);

        Assert.Equal(success ? LockOutcome.Lowered : LockOutcome.Failed, await EndAsync(bench, lowering));
        Assert.Empty(await bench.ToldAsync());
    }

    [Fact]
    public async Task An_order_that_nobody_confirms_within_eight_seconds_is_said_to_be_unconfirmed_and_withdrawn()
    {
        using var bench = await GuidedCarParkInMemory.StartAsync();
        var started = bench.Clock.GetUtcNow();
        var lowering = bench.Handler.Locks.LowerAsync(bench.Site, await bench.BookedAsync(), "lock-A-1", Stop);
        var order = Assert.Single(await bench.Handler.Downlinks.InboxAsync(bench.Site.Site, 10, Stop));

        Assert.Equal(LockOutcome.Unconfirmed, await EndAsync(bench, lowering));

        Assert.InRange(bench.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(9));
        Assert.Empty(await bench.ToldAsync());
        Assert.True(await bench.Handler.Acks.TakeAsync(order.Key, new DownlinkAck(true, null, DownlinkAck.ByInbox), Stop));
    }

    [Fact]
    public async Task An_order_of_a_caller_who_hangs_up_is_withdrawn_as_any_other()
    {
        using var carPark = await GuidedCarParkInMemory.StartAsync();
        using var gone = new CancellationTokenSource();
        var lowering = carPark.Handler.Locks.LowerAsync(carPark.Site, await carPark.BookedAsync(), "lock-A-1", gone.Token);
        Assert.Single(await carPark.ToldAsync());

        await gone.CancelAsync();

        Assert.Equal(LockOutcome.Unconfirmed, await EndAsync(carPark, lowering));
        Assert.Empty(await carPark.ToldAsync());
    }

    [Fact]
    public async Task An_order_of_a_process_that_died_is_shown_to_nobody_after_its_time_and_withdrawn_by_whoever_looks()
    {
        using var carPark = await GuidedCarParkInMemory.StartAsync();
        using var dead = await OrderAndDieAsync(carPark);
        carPark.Clock.Advance(TimeSpan.FromSeconds(8) - TimeSpan.FromTicks(1));
        Assert.Single(await carPark.Handler.Inbox.ReadAsync(carPark.Site.Site, 10, Stop));

        carPark.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Empty(await carPark.Handler.Inbox.ReadAsync(carPark.Site.Site, 10, Stop));
        Assert.Empty(await carPark.ToldAsync());
    }

    [Fact]
    public async Task An_order_is_not_pushed_again_by_whoever_tries_the_webhook_again()
    {
        var webhooks = new ScriptedWebhooks();
        using var carPark = await GuidedCarParkInMemory.StartAsync(webhooks: webhooks);
        await new SiteDirectory(carPark.Directory).PutAsync((carPark.Site with { Webhook = new WebhookSetting("https://car-park.example/", "file:/x") }).ToRow(), Stop);
        using var dead = await OrderAndDieAsync(carPark);

        carPark.Clock.Advance(DownlinkRepair.HeadStart);
        await carPark.Handler.Repair.RunAsync(carPark.Site.Site, Stop);

        Assert.Empty(webhooks.Bodies);
        Assert.Empty(await carPark.ToldAsync());
    }

    [Theory]
    [InlineData("", LockOutcome.Lowered)]
    [InlineData("""{"success":false}""", LockOutcome.Failed)]
    public async Task A_car_park_with_a_webhook_is_called_at_once(string answer, object outcome)
    {
        var webhooks = new ScriptedWebhooks { Answer = _ => answer };
        using var bench = await GuidedCarParkInMemory.StartAsync(webhooks: webhooks);
        var site = bench.Site with { Webhook = new WebhookSetting("https://car-park.example/", "file:/x") };

        Assert.Equal((LockOutcome)outcome, await EndAsync(bench, bench.Handler.Locks.LowerAsync(site, await bench.BookedAsync(), "lock-A-1", Stop)));

        var data = Assert.Single(webhooks.Bodies).GetProperty("data");
        Assert.Equal(("A-1", "lock-A-1", "2026-05-01 08:00:08"), (data.GetProperty("parkSpaceId").GetString(), data.GetProperty("lockImei").GetString(), data.GetProperty("validUntil").GetString()));
    }

    // A process whose time stands still does nothing any more.
    private static async Task<GuidanceParts> OrderAndDieAsync(GuidedCarParkInMemory carPark)
    {
        var dead = new GuidanceParts(carPark.Table, carPark.Downlinks, carPark.Directory, new FakeTimeProvider(carPark.Clock.GetUtcNow()));
        _ = dead.Locks.LowerAsync(carPark.Site, await carPark.BookedAsync(), "lock-A-1", Stop);
        Assert.Single(await carPark.ToldAsync());
        return dead;
    }

    private static async Task<LockOutcome> EndAsync(GuidedCarParkInMemory bench, Task<LockOutcome> lowering)
    {
        while (!lowering.IsCompleted)
        {
            bench.Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        return await lowering;
    }
}
