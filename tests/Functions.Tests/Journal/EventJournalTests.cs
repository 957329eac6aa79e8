using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Journal;

public sealed class EventJournalTests
{
    private static readonly CarParkEvent Arrival = CarParkEvent.Arrival("a1", uid: "u1");

    private readonly Workbench _bench = new();

    [Fact]
    public async Task D5_an_event_is_four_rows_in_one_transaction()
    {
        var acceptance = await _bench.AcceptAsync(Arrival);

        Assert.Equal(new Acceptance(AcceptanceKind.New, JournalState.Pending), acceptance);
        Assert.True(acceptance.Waits);
        var record = await _bench.RecordAsync(Arrival);
        Assert.Equal(
            ["D|20260501|uploadCarInData|a1", "E|uploadCarInData|a1", $"O|{record.Outbox}", "U|u1|uploadCarInData|a1"], _bench.Keys(""));
        Assert.Equal((JournalState.Pending, 1, 0), (record.State, record.Revision, record.Attempts));
        Assert.Equal(Arrival.Payload, record.Payload);
        Assert.Equal(_bench.Clock.GetUtcNow(), record.AcceptedAt);
    }

    [Fact]
    public async Task D5_an_event_without_a_uid_has_no_index_by_uid()
    {
        await _bench.AcceptAsync(CarParkEvent.State("08:00:00"));

        Assert.Empty(_bench.Keys("U|"));
        Assert.Equal(["D|20260501|uploadParkingState|2026-05-01~2008~3A00~3A00"], _bench.Keys("D|"));
    }

    [Fact]
    public async Task D5_a_repeat_of_a_pending_record_changes_nothing_and_still_waits()
    {
        await _bench.AcceptAsync(Arrival);
        var before = _bench.Log.Rows(_bench.Site.Value);

        var acceptance = await _bench.AcceptAsync(Arrival);

        Assert.Equal(AcceptanceKind.Repeat, acceptance.Kind);
        Assert.True(acceptance.Waits);
        Assert.Equal(before.Select(row => row.ETag), _bench.Log.Rows(_bench.Site.Value).Select(row => row.ETag));
    }

    [Fact]
    public async Task D5_equal_contents_ignore_uploadTime()
    {
        await _bench.AcceptAsync(Arrival);

        Assert.Equal(AcceptanceKind.Repeat, (await _bench.AcceptAsync(Arrival.SentAt("09:00:00"))).Kind);
    }

    [Fact]
    public async Task R69_a_repeat_of_what_was_forwarded_ten_minutes_ago_changes_nothing()
    {
        await ForwardAsync(Arrival);
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));

        var acceptance = await _bench.AcceptAsync(Arrival);

        Assert.Equal(new Acceptance(AcceptanceKind.Repeat, JournalState.Forwarded), acceptance);
        Assert.False(acceptance.Waits);
        Assert.Empty(_bench.Keys("O|"));
    }

    [Fact]
    public async Task R69_a_repeat_of_what_was_forwarded_longer_ago_goes_up_again()
    {
        await ForwardAsync(Arrival);
        _bench.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        var acceptance = await _bench.AcceptAsync(Arrival.SentAt("09:00:00"));
        await _bench.DrainAsync();

        Assert.Equal(new Acceptance(AcceptanceKind.Resend, JournalState.Pending), acceptance);
        Assert.Equal(2, _bench.Uplink.Calls.Count);
        var record = await _bench.RecordAsync(Arrival);
        Assert.Equal((JournalState.Forwarded, 1), (record.State, record.Revision));
    }

    [Fact]
    public async Task D5_other_content_of_a_pending_record_is_a_revision_that_takes_its_place()
    {
        await _bench.AcceptAsync(Arrival);
        var revised = Arrival.Noting(2).SentAt("08:05:00");

        var acceptance = await _bench.AcceptAsync(revised);

        Assert.Equal(new Acceptance(AcceptanceKind.Revision, JournalState.Pending), acceptance);
        var record = await _bench.RecordAsync(Arrival);
        Assert.Equal((2, revised.Payload), (record.Revision, record.Payload));
        Assert.Equal([$"O|{record.Outbox}"], _bench.Keys("O|"));
    }

    [Fact]
    public async Task D5_other_content_of_a_forwarded_record_is_a_revision_whose_fate_is_open()
    {
        await ForwardAsync(Arrival);

        await _bench.AcceptAsync(Arrival.Noting(2).SentAt("08:05:00"));

        var record = await _bench.RecordAsync(Arrival);
        Assert.Equal((JournalState.Pending, 2, 0), (record.State, record.Revision, record.Attempts));
        Assert.Null(record.ResultCode);
        Assert.Null(record.DecidedAt);
    }

    [Fact]
    public async Task D5_other_content_with_an_older_uploadTime_is_no_revision()
    {
        await _bench.AcceptAsync(Arrival.SentAt("08:05:00"));

        var acceptance = await _bench.AcceptAsync(Arrival.Noting(2).SentAt("08:04:59"));

        Assert.Equal(new Acceptance(AcceptanceKind.Older, JournalState.Pending), acceptance);
        Assert.Equal(1, (await _bench.RecordAsync(Arrival)).Revision);
    }

    [Fact]
    public async Task D5_other_content_with_the_same_uploadTime_is_a_revision()
    {
        await _bench.AcceptAsync(Arrival);

        Assert.Equal(AcceptanceKind.Revision, (await _bench.AcceptAsync(Arrival.Noting(2))).Kind);
    }

    [Fact]
    public async Task D5_a_revision_of_another_day_and_uid_moves_its_index_rows()
    {
        await _bench.AcceptAsync(Arrival);

        await _bench.AcceptAsync(Arrival.With("uid", "u2").With("arriveTime", "2026-05-02 00:00:00").SentAt("08:05:00"));

        Assert.Equal(["D|20260502|uploadCarInData|a1"], _bench.Keys("D|"));
        Assert.Equal(["U|u2|uploadCarInData|a1"], _bench.Keys("U|"));
    }

    [Fact]
    public async Task D5_a_repeat_of_a_dead_letter_within_ten_minutes_stays_one()
    {
        await RefuseAsync(Arrival);

        Assert.Equal(new Acceptance(AcceptanceKind.Repeat, JournalState.Refused), await _bench.AcceptAsync(Arrival));
        Assert.Equal(["R|uploadCarInData|a1"], _bench.Keys("R|"));
    }

    [Fact]
    public async Task D5_a_repeat_of_a_dead_letter_after_ten_minutes_goes_up_again()
    {
        await RefuseAsync(Arrival);
        _bench.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(AcceptanceKind.Resend, (await _bench.AcceptAsync(Arrival)).Kind);
        Assert.Empty(_bench.Keys("R|"));
        Assert.Single(_bench.Keys("O|"));
    }

    [Fact]
    public async Task D5_a_revision_of_a_dead_letter_is_pending_and_no_dead_letter()
    {
        await RefuseAsync(Arrival);

        Assert.Equal(AcceptanceKind.Revision, (await _bench.AcceptAsync(Arrival.Noting(2))).Kind);
        Assert.Empty(_bench.Keys("R|"));
        Assert.Single(_bench.Keys("O|"));
    }

    [Fact]
    public async Task D5_a_repeat_of_a_superseded_state_stays_superseded_for_ever()
    {
        await _bench.AcceptAsync(CarParkEvent.State("08:00:00"));
        await _bench.AcceptAsync(CarParkEvent.State("08:10:00"));
        await _bench.DrainAsync();
        _bench.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(
            new Acceptance(AcceptanceKind.Repeat, JournalState.Superseded), await _bench.AcceptAsync(CarParkEvent.State("08:00:00")));
    }

    [Fact]
    public async Task R24_the_arrival_of_a_stay_is_found_by_its_uid_alone()
    {
        await _bench.AcceptAsync(CarParkEvent.Arrival("a2", uid: "u1|uploadCarInData|x"));
        await _bench.AcceptAsync(CarParkEvent.Departure("d1", uid: "u1"));

        Assert.Null(await _bench.Handler.Journal.FindArrivalAsync(_bench.Site, "u1", TestContext.Current.CancellationToken));
        await _bench.AcceptAsync(Arrival);
        Assert.Equal("a1", (await _bench.Handler.Journal.FindArrivalAsync(_bench.Site, "u1", TestContext.Current.CancellationToken))!.Key);
    }

    [Fact]
    public async Task An_acceptance_that_the_storage_fails_is_no_acceptance()
    {
        _bench.Log.IsAway = true;

        await Assert.ThrowsAnyAsync<Exception>(() => _bench.AcceptAsync(Arrival));
        _bench.Log.IsAway = false;
        Assert.Empty(_bench.Keys(""));
    }

    [Fact]
    public async Task D5_of_many_who_send_one_event_at_once_one_is_the_first_and_all_are_answered()
    {
        var acceptances = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _bench.AcceptAsync(Arrival))));

        Assert.Single(acceptances, acceptance => acceptance.Kind == AcceptanceKind.New);
        Assert.All(acceptances, acceptance => Assert.True(acceptance.Waits));
        Assert.Single(_bench.Keys("O|"));
    }

    private async Task ForwardAsync(CarParkEvent sent)
    {
        await _bench.AcceptAsync(sent);
        await _bench.DrainAsync();
        Assert.Equal(JournalState.Forwarded, (await _bench.RecordAsync(sent)).State);
    }

    private async Task RefuseAsync(CarParkEvent sent)
    {
        _bench.Uplink.Answer = _ => ScriptedUplink.Refused();
        await _bench.AcceptAsync(sent);
        await _bench.DrainAsync();
        Assert.Equal(JournalState.Refused, (await _bench.RecordAsync(sent)).State);
        _bench.Uplink.Answer = _ => ScriptedUplink.Accepted;
    }
}
