using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Forwarding;

/// <summary>Ten refusals in a row of different records with the same words suspend the access (D6).</summary>
public sealed class SuspensionTests
{
    private const int Ten = AccessStandings.RefusalsThatSuspend;

    private readonly Workbench _bench = new(options: null, "P2");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D6_nine_refusals_in_a_row_are_nine_dead_letters()
    {
        await RefuseAsync(Ten - 1);

        Assert.Equal(Ten - 1, _bench.Keys("R|").Count);
        Assert.False((await StandingAsync()).IsSuspended);
    }

    [Fact]
    public async Task D6_the_tenth_refusal_in_a_row_suspends_the_access_and_from_there_on_rows_stay()
    {
        await RefuseAsync(Ten + 5);

        Assert.True((await StandingAsync()).IsSuspended);
        Assert.Equal(Ten - 1, _bench.Keys("R|").Count);
        Assert.Equal(6, _bench.Keys("O|").Count);
        Assert.Equal(Ten, _bench.Uplink.Calls.Count);
    }

    [Fact]
    public async Task D6_other_words_begin_another_streak()
    {
        await RefuseAsync(Ten - 1, "缺失参数");
        await RefuseAsync(Ten - 1, "缺失参数 endType");

        Assert.False((await StandingAsync()).IsSuspended);
        Assert.Equal(2 * (Ten - 1), _bench.Keys("R|").Count);
    }

    [Fact]
    public async Task D6_a_success_between_them_ends_a_streak()
    {
        await RefuseAsync(Ten - 1);
        _bench.Uplink.Answer = _ => ScriptedUplink.Accepted;
        await SendAsync(1);
        await _bench.RunBellsAsync();
        await RefuseAsync(Ten - 1);

        Assert.False((await StandingAsync()).IsSuspended);
    }

    [Fact]
    public async Task D6_the_same_record_refused_again_and_again_counts_once()
    {
        var sent = CarParkEvent.Payment("b0", uid: "u0");
        _bench.Uplink.Answer = _ => ScriptedUplink.Refused();
        for (var times = 0; times < 2 * Ten; times++)
        {
            await _bench.SendAsync(sent.Noting(times));
            await _bench.RunBellsAsync();
        }

        Assert.False((await StandingAsync()).IsSuspended);
        Assert.Equal(2 * Ten, _bench.Uplink.Calls.Count);
    }

    [Fact]
    public async Task D6_refusals_of_several_car_parks_of_an_access_count_together()
    {
        await RefuseAsync(Ten - 1);
        var other = CarParkEvent.Payment("x", uid: "x");
        var site = _bench.Others[0].Site;
        await _bench.Handler.Events.AcceptAsync(site, other.Definition, other.Payload, photo: null, Stop);

        await _bench.RunBellsAsync();

        Assert.True((await StandingAsync()).IsSuspended);
        Assert.Single(_bench.Log.Rows(site.Value), row => row.Row.StartsWith("O|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task D6_a_suspended_access_is_probed_once_a_minute_by_all_its_car_parks_together()
    {
        await RefuseAsync(Ten + 3);
        var other = CarParkEvent.Payment("x", uid: "x");
        await _bench.Handler.Events.AcceptAsync(_bench.Others[0].Site, other.Definition, other.Payload, photo: null, Stop);
        var before = _bench.Uplink.Calls.Count;

        await _bench.WatchAsync(TimeSpan.FromMinutes(30));

        Assert.InRange(_bench.Uplink.Calls.Count - before, 25, 30);
    }

    [Fact]
    public async Task D6_a_suspension_of_many_days_and_car_parks_stays_small()
    {
        await RefuseAsync(Ten);
        for (var number = 0; number < 500; number++)
        {
            await _bench.Handler.Standings.RefusedAsync("access", "400 缺失参数", $"uploadPayRecord.{new string('x', 190)}{number}", Stop);
        }

        Assert.Equal(Ten, (await StandingAsync()).Records.Count);
    }

    [Fact]
    public async Task D6_a_probe_that_is_accepted_resumes_the_access_and_everything_goes_up()
    {
        await RefuseAsync(Ten + 5);
        _bench.Uplink.Answer = _ => ScriptedUplink.Accepted;

        await _bench.WatchAsync(TimeSpan.FromMinutes(2));

        Assert.False((await StandingAsync()).IsSuspended);
        Assert.Empty(_bench.Keys("O|"));
        Assert.Equal(Ten - 1, _bench.Keys("R|").Count);
    }

    [Fact]
    public async Task D6_a_probe_that_is_refused_with_other_words_is_a_refusal_of_that_record_alone()
    {
        await RefuseAsync(Ten + 1);
        _bench.Uplink.Answer = _ => ScriptedUplink.Refused("缺失参数 endType");

        await _bench.WatchAsync(TimeSpan.FromMinutes(2));

        Assert.False((await StandingAsync()).IsSuspended);
        Assert.Equal(Ten + 1, _bench.Keys("R|").Count);
    }

    [Fact]
    public async Task D6_a_probe_that_nothing_answers_leaves_the_access_suspended_and_backs_the_site_off()
    {
        await RefuseAsync(Ten);
        _bench.Uplink.Answer = _ => ScriptedUplink.Silence;

        await _bench.WatchAsync(TimeSpan.FromMinutes(5));

        Assert.True((await StandingAsync()).IsSuspended);
        Assert.Single(_bench.Keys("O|"));
    }

    [Fact]
    public async Task D6_a_car_park_whose_rows_are_all_held_back_rings_for_none_before_its_time_though_a_probe_is_due()
    {
        var (other, site) = (CarParkEvent.Payment("x", uid: "x"), _bench.Others[0].Site);
        _bench.Uplink.Answer = _ => ScriptedUplink.RecordError;
        await _bench.Handler.Events.AcceptAsync(site, other.Definition, other.Payload, photo: null, Stop);
        await _bench.WatchAsync(TimeSpan.FromMinutes(10));
        _bench.Uplink.Answer = _ => ScriptedUplink.Refused();
        await SendAsync(Ten);
        await _bench.DrainAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await StandingAsync()).ProbeAt <= _bench.Clock.GetUtcNow());
        var calls = _bench.Uplink.Calls.Count;

        await _bench.Handler.Drain.DrainAsync(site, Stop);

        Assert.Equal(calls, _bench.Uplink.Calls.Count);
        Assert.True(_bench.Bell.Waiting.Last(bell => bell.Site == site).Due > _bench.Clock.GetUtcNow(), "It rings at once for what it cannot send.");
    }

    private Task<AccessStanding> StandingAsync() => _bench.Handler.Standings.ReadAsync("access", Stop);

    private async Task RefuseAsync(int count, string words = "缺失参数")
    {
        _bench.Uplink.Answer = _ => ScriptedUplink.Refused(words);
        await SendAsync(count);
        await _bench.RunBellsAsync();
    }

    // All of one uid, so that they go up one after the other.
    private async Task SendAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await _bench.SendAsync(CarParkEvent.Payment(Guid.NewGuid().ToString("N"), uid: "u"));
        }
    }
}
