using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Forwarding;

/// <summary>The closed set of failures (D6).</summary>
public sealed class FailureTests
{
    private static readonly CarParkEvent Arrival = CarParkEvent.Arrival("a1", uid: "u1");
    private static readonly CarParkEvent Departure = CarParkEvent.Departure("d1", uid: "u1");
    private static readonly CarParkEvent Payment = CarParkEvent.Payment("b1", uid: "u1");
    private static readonly CarParkEvent Other = CarParkEvent.Payment("b2", uid: "u2");

    private readonly Workbench _bench = new();

    private DateTimeOffset Now => _bench.Clock.GetUtcNow();

    [Fact]
    public async Task D6_when_nothing_answers_the_site_backs_off_and_its_rows_stay()
    {
        await SendAsync(Arrival, Other);
        _bench.Uplink.Answer = _ => ScriptedUplink.Silence;

        await _bench.RunBellsAsync();

        Assert.Equal(2, _bench.Keys("O|").Count);
        Assert.Equal((JournalState.Pending, 0), ((await _bench.RecordAsync(Arrival)).State, (await _bench.RecordAsync(Arrival)).Attempts));
        var view = await _bench.Handler.Leases.ViewAsync(_bench.Site, TestContext.Current.CancellationToken);
        Assert.InRange(view!.Memory.BackOffUntil!.Value - Now, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.All(_bench.Bell.Waiting, bell => Assert.Equal(view.Memory.BackOffUntil, bell.Due));
    }

    [Fact]
    public async Task D6_a_city_brain_that_stays_away_is_called_ever_more_seldom_but_at_least_every_quarter_of_an_hour()
    {
        await SendAsync(Arrival);
        var calls = new List<DateTimeOffset>();
        _bench.Uplink.Answer = _ =>
        {
            calls.Add(Now);
            return ScriptedUplink.Silence;
        };

        while (calls.Count < 20)
        {
            await _bench.WatchAsync(TimeSpan.FromMinutes(1));
        }

        var waits = calls.Zip(calls.Skip(1), (call, next) => next - call).ToList();
        Assert.True(waits[0] <= TimeSpan.FromSeconds(2), $"It waits {waits[0]} after the first time.");
        Assert.All(waits.Skip(10), wait => Assert.InRange(wait, TimeSpan.FromMinutes(7.5), TimeSpan.FromMinutes(15.5)));
    }

    [Fact]
    public async Task D6_an_answer_ends_the_back_off()
    {
        await SendAsync(Arrival);
        _bench.Uplink.Answer = _ => ScriptedUplink.Silence;
        await _bench.RunBellsAsync();
        await _bench.RunNextBellAsync();
        _bench.Uplink.Answer = _ => ScriptedUplink.Accepted;

        await _bench.RunNextBellAsync();

        var view = await _bench.Handler.Leases.ViewAsync(_bench.Site, TestContext.Current.CancellationToken);
        Assert.Equal(SiteMemory.Fresh, view!.Memory);
        Assert.Empty(_bench.Bell.Waiting);
    }

    [Fact]
    public async Task D6_a_record_that_waited_seven_days_for_a_city_brain_that_is_away_is_a_dead_letter_unreachable()
    {
        await SendAsync(Arrival);
        _bench.Uplink.Answer = _ => ScriptedUplink.Silence;
        await _bench.RunBellsAsync();
        _bench.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        await SendAsync(Other);

        await _bench.RunBellsAsync();

        var record = await _bench.RecordAsync(Arrival);
        Assert.Equal((JournalState.Refused, "unreachable"), (record.State, record.ResultCode));
        Assert.Equal(JournalState.Pending, (await _bench.RecordAsync(Other)).State);
        Assert.Single(_bench.Keys("R|"));
    }

    [Fact]
    public async Task D6_a_record_that_waited_long_is_sent_when_the_city_brain_is_back_after_all()
    {
        await SendAsync(Arrival);
        _bench.Uplink.Answer = _ => ScriptedUplink.Silence;
        await _bench.RunBellsAsync();
        _bench.Clock.Advance(TimeSpan.FromDays(8));
        _bench.Uplink.Answer = _ => ScriptedUplink.Accepted;

        await _bench.RunBellsAsync();

        Assert.Equal(JournalState.Forwarded, (await _bench.RecordAsync(Arrival)).State);
    }

    [Fact]
    public async Task D6_an_error_that_names_a_record_holds_it_and_its_uid_back_and_nothing_else()
    {
        await SendAsync(Departure, Payment, Other);
        _bench.Uplink.Answer = call => call.Kind == "uploadCarOutData" ? ScriptedUplink.RecordError : ScriptedUplink.Accepted;

        await _bench.RunBellsAsync();

        Assert.Equal(JournalState.Forwarded, (await _bench.RecordAsync(Other)).State);
        Assert.Equal(JournalState.Pending, (await _bench.RecordAsync(Payment)).State);
        var record = await _bench.RecordAsync(Departure);
        Assert.Equal((JournalState.Pending, 1, "500"), (record.State, record.Attempts, record.ResultCode));
        Assert.Equal(Now, record.FirstFailedAt);
        Assert.DoesNotContain(_bench.Uplink.Calls, call => call.Field("uid") == "u1" && call.Kind == "uploadPayRecord");
        Assert.InRange(_bench.Bell.Waiting.Max(bell => bell.Due) - Now, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task D6_an_error_that_names_a_record_for_a_day_makes_a_dead_letter_and_what_follows_goes_on()
    {
        await SendAsync(Departure, Payment);
        _bench.Uplink.Answer = call => call.Kind == "uploadCarOutData" ? ScriptedUplink.RecordError : ScriptedUplink.Accepted;
        var sent = Now;

        while (_bench.Keys("O|").Count > 0)
        {
            await _bench.WatchAsync(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(Now - sent, TimeSpan.FromHours(24), TimeSpan.FromHours(24.5));
        var record = await _bench.RecordAsync(Departure);
        Assert.Equal((JournalState.Refused, "500", "服务器错误"), (record.State, record.ResultCode, record.Words));
        Assert.Equal(JournalState.Forwarded, (await _bench.RecordAsync(Payment)).State);
        Assert.InRange(_bench.Uplink.Calls.Count, 96, 230);
    }

    [Fact]
    public async Task D6_a_refusal_is_a_dead_letter_with_the_city_brains_own_words_and_what_follows_goes_on()
    {
        await SendAsync(Departure, Payment);
        _bench.Uplink.Answer = call => call.Kind == "uploadCarOutData" ? ScriptedUplink.Refused("缺失参数 endType") : ScriptedUplink.Accepted;

        await _bench.RunBellsAsync();

        var record = await _bench.RecordAsync(Departure);
        Assert.Equal((JournalState.Refused, "400", "缺失参数 endType", 1), (record.State, record.ResultCode, record.Words, record.Attempts));
        Assert.Equal(["R|uploadCarOutData|d1"], _bench.Keys("R|"));
        Assert.Equal(JournalState.Forwarded, (await _bench.RecordAsync(Payment)).State);
    }

    [Fact]
    public async Task D6_what_the_city_brain_does_not_find_is_refused_when_nothing_of_it_waits()
    {
        await SendAsync(Departure);
        _bench.Uplink.Answer = _ => ScriptedUplink.NoData;

        await _bench.RunBellsAsync();

        Assert.Equal((JournalState.Refused, "204"), ((await _bench.RecordAsync(Departure)).State, (await _bench.RecordAsync(Departure)).ResultCode));
    }

    [Theory]
    [InlineData("204")]
    [InlineData("400")]
    public async Task D6_a_204_or_400_while_the_arrival_is_pending_is_transient(string code)
    {
        await SendAsync(Departure);
        _bench.Uplink.Answer = call =>
        {
            // The arrival comes in while its departure is under way.
            Assert.True(_bench.SendAsync(Arrival).IsCompletedSuccessfully);
            _bench.Uplink.Answer = _ => ScriptedUplink.Accepted;
            return code == "204" ? ScriptedUplink.NoData : ScriptedUplink.Refused();
        };

        await _bench.RunBellsAsync();

        Assert.Equal(JournalState.Pending, (await _bench.RecordAsync(Departure)).State);
        await _bench.RunNextBellAsync();
        Assert.Equal(["uploadCarOutData", "uploadCarInData", "uploadCarOutData"], _bench.Uplink.Calls.Select(call => call.Kind));
        Assert.Equal(JournalState.Forwarded, (await _bench.RecordAsync(Departure)).State);
    }

    [Fact]
    public async Task D6_a_refusal_with_another_code_is_no_waiting_for_an_arrival()
    {
        await SendAsync(Departure);
        _bench.Uplink.Answer = _ =>
        {
            Assert.True(_bench.SendAsync(Arrival).IsCompletedSuccessfully);
            return ScriptedUplink.Refused("未授权", code: "401");
        };

        await _bench.DrainAsync();

        Assert.Equal(JournalState.Refused, (await _bench.RecordAsync(Departure)).State);
    }

    [Fact]
    public async Task D5_the_answer_to_one_revision_never_marks_the_next()
    {
        await SendAsync(Departure);
        var revised = Departure.Noting(2).SentAt("08:05:00");
        _bench.Uplink.Answer = _ =>
        {
            Assert.True(_bench.SendAsync(revised).IsCompletedSuccessfully);
            _bench.Uplink.Answer = _ => ScriptedUplink.Accepted;
            return ScriptedUplink.Accepted;
        };

        await _bench.DrainAsync();
        Assert.Equal((JournalState.Pending, 2), ((await _bench.RecordAsync(Departure)).State, (await _bench.RecordAsync(Departure)).Revision));

        await _bench.RunBellsAsync();
        Assert.Equal(["1", "2"], _bench.Uplink.Calls.Select(call => call.Field("note")));
        Assert.Equal(JournalState.Forwarded, (await _bench.RecordAsync(Departure)).State);
    }

    [Fact]
    public async Task D6_every_kind_of_answer_has_a_consequence()
    {
        foreach (var outcome in Enum.GetValues<AnswerOutcome>())
        {
            var bench = new Workbench();
            await bench.SendAsync(Departure);
            bench.Uplink.Answer = _ => new CityBrainAnswer(outcome, "x", "words", null, TimeSpan.Zero);

            await bench.RunBellsAsync();

            var expected = outcome switch
            {
                AnswerOutcome.Accepted => JournalState.Forwarded,
                AnswerOutcome.NoData or AnswerOutcome.Refused => JournalState.Refused,
                _ => JournalState.Pending,
            };
            Assert.Equal(expected, (await bench.RecordAsync(Departure)).State);
            Assert.Equal(expected == JournalState.Pending, bench.Bell.Waiting.Count > 0);
        }
    }

    [Fact]
    public async Task D6_a_record_that_fails_all_day_neither_hammers_the_city_brain_nor_piles_up_bells()
    {
        await SendAsync(Departure);
        _bench.Uplink.Answer = _ => ScriptedUplink.RecordError;
        var most = 0;

        for (var minute = 0; minute < 12 * 60; minute++)
        {
            await _bench.WatchAsync(TimeSpan.FromMinutes(1));
            most = Math.Max(most, _bench.Bell.Waiting.Count);
        }

        Assert.InRange(_bench.Uplink.Calls.Count, 48, 110);
        Assert.InRange(most, 1, 4);
    }

    private async Task SendAsync(params CarParkEvent[] events)
    {
        foreach (var sent in events)
        {
            await _bench.SendAsync(sent);
        }
    }
}
