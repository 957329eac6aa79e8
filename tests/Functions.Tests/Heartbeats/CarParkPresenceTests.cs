using System.Diagnostics.Metrics;
using System.Text.Json;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Heartbeats;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.WatchHeartbeats;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.Functions.Tests.Heartbeats;

/// <summary>A silent car park is found, comes back by itself, and is reminded of what it owes the city brain then.</summary>
public sealed class CarParkPresenceTests
{
    private static readonly TimeSpan Offline = TimeSpan.FromMinutes(25);

    private DownlinkBench _bench = null!;
    private CarParkPresences _presences = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R70_a_car_park_that_misses_two_heartbeats_is_offline_after_25_minutes_and_not_before()
    {
        await StartAsync();
        await BeatAsync();

        await PassAsync(Offline - TimeSpan.FromSeconds(1));
        Assert.Equal((0, null), (await LookAsync(), (await FindAsync())!.OfflineSince));

        await PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((1, _bench.Clock.GetUtcNow()), (await LookAsync(), (await FindAsync())!.OfflineSince));
    }

    [Theory]
    [InlineData("uploadCarInData", true)]
    [InlineData("getPayResult", false)]
    public async Task Whatever_a_car_park_sends_shows_that_it_is_there(string interfaceName, bool isEvent)
    {
        await StartAsync();
        await BeatAsync();
        await PassAsync(TimeSpan.FromMinutes(20));

        await _presences.HeardAsync(DownlinkBench.Site, interfaceName, isEvent, Stop);
        await PassAsync(TimeSpan.FromMinutes(20));

        Assert.Equal(0, await LookAsync());
        Assert.Equal(isEvent, (await FindAsync())!.EventAt is not null);
    }

    [Fact]
    public async Task A_car_park_that_was_never_heard_is_not_offline()
    {
        await StartAsync();
        await PassAsync(TimeSpan.FromDays(1));

        Assert.Equal(0, await LookAsync());
    }

    [Fact]
    public async Task R18_a_car_park_that_comes_back_is_online_at_once_and_reminded_in_its_inbox_to_send_its_berths()
    {
        await StartAsync();
        await GoOfflineAsync();

        await BeatAsync();

        Assert.Null((await FindAsync())!.OfflineSince);
        Assert.Equal(0, await LookAsync());
        var reminder = Assert.Single(await _bench.InboxAsync());
        Assert.Equal("uploadParkingStateReminder", reminder.Key.Topic.ShownAs);
        var data = JsonElement.Parse(reminder.Data);
        Assert.Equal(("2026-05-01 08:00:00", "2026-05-01 08:30:00"), (data.GetProperty("lastHeardTime").GetString(), data.GetProperty("offlineTime").GetString()));
    }

    [Fact]
    public async Task R18_a_car_park_that_comes_back_with_its_berths_needs_no_reminder()
    {
        await StartAsync();
        await GoOfflineAsync();

        await _presences.HeardAsync(DownlinkBench.Site, RecordKind.ParkingState, isEvent: true, Stop);

        Assert.Null((await FindAsync())!.OfflineSince);
        Assert.Empty(await _bench.InboxAsync());
    }

    [Fact]
    public async Task A_car_park_that_never_looks_into_its_inbox_finds_one_reminder_and_one_that_does_finds_one_for_each_outage()
    {
        await StartAsync();
        await OutageAsync();
        await OutageAsync();
        Assert.Single(await _bench.InboxAsync());

        await _bench.AckAllAsync();
        await OutageAsync();
        Assert.Single(await _bench.InboxAsync());
    }

    [Fact]
    public async Task A_reminder_goes_to_a_webhook_where_there_is_one()
    {
        await StartAsync(hasWebhook: true);
        await OutageAsync();

        await _bench.RunQueueAsync();

        Assert.Equal("uploadParkingStateReminder", Assert.Single(_bench.Webhooks.Bodies).GetProperty("topic").GetString());
    }

    [Fact]
    public async Task A_car_park_that_is_heard_while_Watch_looks_is_not_lost()
    {
        await StartAsync();
        await BeatAsync();
        var seen = (await FindAsync())!;
        await PassAsync(Offline);
        await BeatAsync();

        Assert.False(await _presences.LoseAsync(DownlinkBench.Site, seen, Stop));
        Assert.Null((await FindAsync())!.OfflineSince);
    }

    [Fact]
    public async Task A_car_park_that_Watch_finds_offline_while_it_is_heard_is_online_and_reminded()
    {
        await StartAsync();
        await BeatAsync();
        await PassAsync(Offline);
        var interrupted = new InterruptedTable(_bench.Downlinks) { BeforeWrite = LookAsync };
        var other = new CarParkPresences(
            new DownlinkStore(interrupted), _bench.Handler.Services.GetRequiredService<CarParkNotices>(), _bench.Clock, NullLogger<CarParkPresences>.Instance);

        await other.BeatAsync(DownlinkBench.Site, drift: null, Stop);

        Assert.Null((await FindAsync())!.OfflineSince);
        Assert.Single(await _bench.InboxAsync());
    }

    [Fact]
    public async Task Many_events_in_a_minute_are_noted_once()
    {
        await StartAsync();
        for (var number = 0; number < 100; number++)
        {
            await _presences.HeardAsync(DownlinkBench.Site, "uploadCarInData", isEvent: true, Stop);
            _bench.Clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), (await FindAsync())!.HeardAt);
    }

    [Fact]
    public async Task A_disabled_car_park_is_not_missed()
    {
        await StartAsync();
        await BeatAsync();
        await PassAsync(TimeSpan.FromHours(1));
        var site = (await _bench.Handler.Directory.FindSiteAsync(DownlinkBench.Site, Stop))!;
        await _bench.Handler.Directory.PutAsync((site with { Disabled = true }).ToRow(), Stop);

        Assert.Equal(0, await LookAsync());
    }

    private async Task StartAsync(bool hasWebhook = false)
    {
        _bench = await DownlinkBench.StartAsync(hasWebhook);
        _presences = new CarParkPresences(
            _bench.Handler.Store, _bench.Handler.Services.GetRequiredService<CarParkNotices>(), _bench.Clock, NullLogger<CarParkPresences>.Instance);
    }

    private Task BeatAsync() => _presences.BeatAsync(DownlinkBench.Site, drift: null, Stop);

    private async Task GoOfflineAsync()
    {
        await BeatAsync();
        await PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(1, await LookAsync());
    }

    private async Task OutageAsync()
    {
        await GoOfflineAsync();
        await BeatAsync();
    }

    private Task PassAsync(TimeSpan time)
    {
        _bench.Clock.Advance(time);
        return Task.CompletedTask;
    }

    // How many car parks the gauge shows afterwards.
    private async Task<int> LookAsync()
    {
        var meters = _bench.Handler.Services.GetRequiredService<IMeterFactory>();
        var metrics = new HeartbeatMetrics(meters);
        using var heard = new HeardMetrics(meters);
        await new WatchHeartbeatsFunction(
            _presences, _bench.Handler.Directory, new HeartbeatOptions(), metrics, _bench.Clock, NullLogger<WatchHeartbeatsFunction>.Instance).RunAsync(Stop);
        return int.Parse(heard.Read().Last(line => line.StartsWith("hz.sites.offline", StringComparison.Ordinal)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private Task<CarParkPresence?> FindAsync() => _presences.FindAsync(DownlinkBench.Site, Stop);
}
