using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Forwarding;

public sealed class WatchTests
{
    private readonly Workbench _bench = new(options: null, "P2", "P3");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D6_Watch_rings_for_each_car_park_where_a_row_waits_and_for_no_other()
    {
        _bench.Bell.IsAway = true;
        await _bench.SendAsync(CarParkEvent.Arrival("a1", uid: "u1"));
        var state = CarParkEvent.State("08:00:00");
        await _bench.Handler.Events.AcceptAsync(_bench.Others[1].Site, state.Definition, state.Payload, photo: null, Stop);
        _bench.Bell.IsAway = false;

        await _bench.Handler.Watch.RunAsync(Stop);

        Assert.Equal(
            new[] { _bench.Site.Value, _bench.Others[1].Site.Value }.Order(StringComparer.Ordinal),
            _bench.Bell.Waiting.Select(bell => bell.Site.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task D6_Watch_is_silent_while_a_lease_is_alive_and_rings_when_it_has_expired()
    {
        await WaitingWithoutBellAsync();
        await _bench.AnotherHandler().Leases.TryTakeAsync(_bench.Site, Stop);

        await _bench.Handler.Watch.RunAsync(Stop);
        Assert.Empty(_bench.Bell.Waiting);

        _bench.Clock.Advance(SiteLeases.Duration + TimeSpan.FromSeconds(2));
        await _bench.Handler.Watch.RunAsync(Stop);
        Assert.Single(_bench.Bell.Waiting);
    }

    [Fact]
    public async Task D6_Watch_is_silent_while_a_back_off_is_running()
    {
        await WaitingWithoutBellAsync();
        _bench.Uplink.Answer = _ => ScriptedUplink.Silence;
        _bench.Bell.IsAway = true;
        await Assert.ThrowsAnyAsync<Exception>(_bench.DrainAsync);
        _bench.Bell.IsAway = false;

        await _bench.Handler.Watch.RunAsync(Stop);
        Assert.Empty(_bench.Bell.Waiting);

        _bench.Clock.Advance(TimeSpan.FromSeconds(2));
        await _bench.Handler.Watch.RunAsync(Stop);
        Assert.Single(_bench.Bell.Waiting);
    }

    [Fact]
    public async Task An_event_is_accepted_though_its_bell_cannot_be_rung()
    {
        _bench.Bell.IsAway = true;

        var answer = await _bench.SendAsync(CarParkEvent.Arrival("a1", uid: "u1"));

        Assert.Equal(("200", "pending", "uploadCarInData.a1"), (answer.ResultCode, answer.State, answer.Receipt));
        Assert.Single(_bench.Keys("O|"));
    }

    private async Task WaitingWithoutBellAsync()
    {
        _bench.Bell.IsAway = true;
        await _bench.SendAsync(CarParkEvent.Arrival("a1", uid: "u1"));
        _bench.Bell.IsAway = false;
    }
}
