using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Forwarding;

public sealed class OutboxDrainTests
{
    private static readonly CarParkEvent Arrival = CarParkEvent.Arrival("a1", uid: "u1");
    private static readonly CarParkEvent Departure = CarParkEvent.Departure("d1", uid: "u1");
    private static readonly CarParkEvent Payment = CarParkEvent.Payment("b1", uid: "u1");
    private static readonly CarParkEvent Photo = CarParkEvent.Photo("p1", uid: "u1");

    private readonly Workbench _bench = new();

    [Fact]
    public async Task R16_R17_R23_records_go_up_and_are_marked_with_the_city_brains_words()
    {
        await SendAsync(Arrival, Departure, Payment);

        await _bench.RunBellsAsync();

        Assert.Equal(["uploadCarInData", "uploadCarOutData", "uploadPayRecord"], Kinds());
        var record = await _bench.RecordAsync(Departure);
        Assert.Equal((JournalState.Forwarded, 1, "200", "操作成功"), (record.State, record.Attempts, record.ResultCode, record.Words));
        Assert.Equal(_bench.Clock.GetUtcNow(), record.DecidedAt);
        Assert.Empty(_bench.Keys("O|"));
    }

    [Fact]
    public async Task D6_the_arrival_goes_first_though_it_came_last()
    {
        await SendAsync(Photo, Departure, Payment, Arrival);

        await _bench.DrainAsync();

        Assert.Equal("uploadCarInData", Kinds()[0]);
        Assert.Equal(["uploadCarOutData", "uploadPayRecord"], Kinds().Where(kind => kind is "uploadCarOutData" or "uploadPayRecord"));
    }

    [Fact]
    public async Task D6_several_uids_go_up_side_by_side_each_in_its_order()
    {
        for (var car = 0; car < 40; car++)
        {
            await SendAsync(CarParkEvent.Departure($"d{car}", $"u{car}"), CarParkEvent.Arrival($"a{car}", $"u{car}"));
        }

        await _bench.DrainAsync();

        var calls = _bench.Uplink.Calls;
        Assert.Equal(80, calls.Count);
        Assert.All(calls.GroupBy(call => call.Field("uid")), stay => Assert.Equal(["uploadCarInData", "uploadCarOutData"], stay.Select(call => call.Kind)));
    }

    [Fact]
    public async Task D6_an_outbox_longer_than_one_reading_still_sends_a_late_arrival_before_its_departure()
    {
        await SendAsync(Departure);
        for (var number = 0; number < OutboxWindow.Size + 5; number++)
        {
            await SendAsync(CarParkEvent.Departure($"x{number}", uid: $"x{number}"));
        }

        await SendAsync(Arrival);

        await _bench.DrainAsync();

        Assert.Equal(["uploadCarInData", "uploadCarOutData"], _bench.Uplink.Calls.Where(call => call.Field("uid") == "u1").Select(call => call.Kind));
        Assert.Empty(_bench.Keys("O|"));
    }

    [Fact]
    public async Task D6_a_departure_whose_arrival_is_held_back_beyond_one_reading_waits_for_it_without_haste()
    {
        await SendAsync(Departure);
        for (var number = 0; number < OutboxWindow.Size; number++)
        {
            await SendAsync(CarParkEvent.Departure($"x{number}", uid: $"x{number}"));
        }

        await SendAsync(Arrival);
        ForgetBells();
        _bench.Uplink.Answer = _ => ScriptedUplink.RecordError;

        await _bench.DrainAsync();

        Assert.DoesNotContain(_bench.Uplink.Calls, call => call.Kind == "uploadCarOutData" && call.Field("uid") == "u1");
        Assert.True(Assert.Single(_bench.Bell.Waiting).Due > _bench.Clock.GetUtcNow(), "It rings at once for what it cannot send.");
        _bench.Uplink.Answer = _ => ScriptedUplink.Accepted;
        await _bench.WatchAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(_bench.Keys("O|"));
        Assert.Equal(
            ["uploadCarInData", "uploadCarInData", "uploadCarOutData"],
            _bench.Uplink.Calls.Where(call => call.Field("uid") == "u1").Select(call => call.Kind));
    }

    [Fact]
    public async Task D6_a_bell_that_finds_the_lease_held_does_nothing_and_rings_nothing()
    {
        await SendAsync(Arrival);
        var rung = _bench.Bell.Rung;
        await _bench.AnotherHandler().Leases.TryTakeAsync(_bench.Site, TestContext.Current.CancellationToken);

        await _bench.DrainAsync();

        Assert.Empty(_bench.Uplink.Calls);
        Assert.Equal(rung, _bench.Bell.Rung);
    }

    [Fact]
    public async Task D6_a_lease_whose_holder_died_is_taken_once_it_has_expired()
    {
        await SendAsync(Arrival);
        await _bench.AnotherHandler().Leases.TryTakeAsync(_bench.Site, TestContext.Current.CancellationToken);
        _bench.Clock.Advance(SiteLeases.Duration + TimeSpan.FromSeconds(2));

        await _bench.DrainAsync();

        Assert.Single(_bench.Uplink.Calls);
    }

    [Fact]
    public async Task A_bell_of_a_car_park_that_is_not_registered_does_nothing()
    {
        var stranger = SiteId.Create("access", "P9")!.Value;

        await _bench.Handler.Drain.DrainAsync(stranger, TestContext.Current.CancellationToken);

        Assert.Empty(_bench.Log.Rows(stranger.Value));
    }

    [Fact]
    public async Task D6_a_drain_that_is_asked_to_stop_ends_between_two_records_and_leaves_the_rest_to_a_bell()
    {
        using var stopping = new CancellationTokenSource();
        _bench.Uplink.Answer = _ =>
        {
            stopping.Cancel();
            return ScriptedUplink.Accepted;
        };
        await SendAsync(Arrival, Departure);
        ForgetBells();

        await _bench.Handler.Drain.DrainAsync(_bench.Site, stopping.Token);

        Assert.Equal(JournalState.Forwarded, (await _bench.RecordAsync(Arrival)).State);
        Assert.Equal(JournalState.Pending, (await _bench.RecordAsync(Departure)).State);
        Assert.Single(_bench.Bell.Waiting);
    }

    [Fact]
    public async Task D6_a_drain_ends_after_twenty_seconds_and_rings_for_the_rest()
    {
        for (var number = 0; number < 30; number++)
        {
            await SendAsync(CarParkEvent.Payment($"b{number:D2}", uid: "u1"));
        }

        _bench.Uplink.Answer = _ =>
        {
            _bench.Clock.Advance(TimeSpan.FromSeconds(1));
            return ScriptedUplink.Accepted;
        };

        await _bench.DrainAsync();

        Assert.Equal(20, _bench.Uplink.Calls.Count);
        Assert.Equal(10, _bench.Keys("O|").Count);
        await _bench.RunBellsAsync();
        Assert.Equal(Enumerable.Range(0, 30).Select(number => $"b{number:D2}"), _bench.Uplink.Calls.Select(call => call.Field("billID")));
    }

    [Fact]
    public async Task R19_R22_a_photo_goes_up_beside_its_data()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9];
        await _bench.SendAsync(Photo, jpeg);

        await _bench.DrainAsync();

        var call = Assert.Single(_bench.Uplink.Calls);
        Assert.Equal(Convert.ToBase64String(jpeg), call.File);
        Assert.DoesNotContain("file", call.Payload, StringComparison.Ordinal);
        Assert.StartsWith($"{_bench.Site}/20260501/", Assert.Single(_bench.Photos.Names), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_that_is_no_longer_kept_is_a_dead_letter_that_says_so()
    {
        await _bench.SendAsync(Photo, [0xFF, 0xD8, 0xFF, 0xD9]);
        _bench.Photos.Empty();

        await _bench.DrainAsync();

        Assert.Empty(_bench.Uplink.Calls);
        var record = await _bench.RecordAsync(Photo);
        Assert.Equal((JournalState.Refused, "photo"), (record.State, record.ResultCode));
    }

    [Fact]
    public async Task R18_of_parking_states_that_wait_only_the_newest_goes_up()
    {
        await SendAsync(CarParkEvent.State("08:20:00"), CarParkEvent.State("08:10:00"));

        await _bench.DrainAsync();

        Assert.Equal("2026-05-01 08:20:00", Assert.Single(_bench.Uplink.Calls).Field("uploadTime"));
        Assert.Equal(JournalState.Superseded, (await _bench.RecordAsync(CarParkEvent.State("08:10:00"))).State);
    }

    [Fact]
    public async Task R18_a_parking_state_older_than_one_that_went_up_is_superseded_whichever_process_sent_that()
    {
        await SendAsync(CarParkEvent.State("08:20:00"));
        await _bench.DrainAsync();
        await SendAsync(CarParkEvent.State("08:10:00"));

        await _bench.AnotherHandler().Drain.DrainAsync(_bench.Site, TestContext.Current.CancellationToken);

        Assert.Single(_bench.Uplink.Calls);
        Assert.Equal(JournalState.Superseded, (await _bench.RecordAsync(CarParkEvent.State("08:10:00"))).State);
    }

    [Fact]
    public async Task R18_a_parking_state_goes_up_though_a_newer_one_was_refused()
    {
        _bench.Uplink.Answer = _ => ScriptedUplink.Refused();
        await SendAsync(CarParkEvent.State("08:20:00"));
        await _bench.DrainAsync();
        _bench.Uplink.Answer = _ => ScriptedUplink.Accepted;
        await SendAsync(CarParkEvent.State("08:10:00"));

        await _bench.DrainAsync();

        Assert.Equal(JournalState.Forwarded, (await _bench.RecordAsync(CarParkEvent.State("08:10:00"))).State);
    }

    private async Task SendAsync(params CarParkEvent[] events)
    {
        foreach (var sent in events)
        {
            await _bench.SendAsync(sent);
        }
    }

    private List<string> Kinds() => _bench.Uplink.Calls.Select(call => call.Kind).ToList();

    // So that only what drains ring themselves is left.
    private void ForgetBells()
    {
        while (_bench.Bell.Take() is not null)
        {
        }
    }
}
