using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Uplink;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>A command whose uid has pending rows first gives the drain up to 1 s to send them.</summary>
public sealed class UidHeadStartTests
{
    private readonly Workbench _bench = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stay_of_which_nothing_waits_is_not_waited_for()
    {
        await _bench.SendAsync(CarParkEvent.Arrival("a1", uid: "u1"));
        await _bench.DrainAsync();
        await _bench.SendAsync(CarParkEvent.Arrival("a2", uid: "u2"));
        var rung = _bench.Bell.Rung;

        await HeadStart().GiveAsync(_bench.Site, "u1", Stop);

        Assert.Equal(rung, _bench.Bell.Rung);
    }

    [Fact]
    public async Task A_uid_that_begins_like_another_is_another()
    {
        await _bench.SendAsync(CarParkEvent.Arrival("a1", uid: "u10"));
        await _bench.SendAsync(CarParkEvent.Arrival("a2", uid: "u1|uploadCarInData"));

        Assert.True(HeadStart().GiveAsync(_bench.Site, "u1", Stop).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task What_waits_is_rung_for_once_and_waited_for_until_it_is_sent()
    {
        await _bench.SendAsync(CarParkEvent.Arrival("a1", uid: "u1"));
        var rung = _bench.Bell.Rung;

        var given = HeadStart().GiveAsync(_bench.Site, "u1", Stop);
        await PassAsync(TimeSpan.FromMilliseconds(300));
        Assert.False(given.IsCompleted);
        Assert.Equal(rung + 1, _bench.Bell.Rung);

        await _bench.DrainAsync();
        await PassAsync(TimeSpan.FromMilliseconds(100));
        await given.WaitAsync(TimeSpan.FromMinutes(2), Stop);
    }

    [Fact]
    public async Task What_is_not_sent_within_a_second_is_waited_for_no_longer()
    {
        await _bench.SendAsync(CarParkEvent.Arrival("a1", uid: "u1"));

        var given = HeadStart().GiveAsync(_bench.Site, "u1", Stop);
        await PassAsync(TimeSpan.FromMilliseconds(900));
        Assert.False(given.IsCompleted);

        await PassAsync(TimeSpan.FromMilliseconds(200));
        await given.WaitAsync(TimeSpan.FromMinutes(2), Stop);
    }

    [Fact]
    public async Task A_head_start_of_nothing_is_none()
    {
        await _bench.SendAsync(CarParkEvent.Arrival("a1", uid: "u1"));

        await HeadStart(milliseconds: 0).GiveAsync(_bench.Site, "u1", Stop);
    }

    // On a thread of the pool, where the waiting goes on at once with each step of the clock.
    private Task PassAsync(TimeSpan time) => Task.Run(
        () =>
        {
            for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMilliseconds(100))
            {
                _bench.Clock.Advance(TimeSpan.FromMilliseconds(100));
            }
        },
        Stop);

    private UidHeadStart HeadStart(int milliseconds = 1000) => new(
        _bench.Log,
        _bench.Handler.Journal,
        _bench.Bell,
        new DirectCallOptions { HeadStartMilliseconds = milliseconds },
        _bench.Clock,
        NullLogger<UidHeadStart>.Instance);
}
