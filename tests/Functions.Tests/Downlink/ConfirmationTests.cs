using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>Confirmed means that the car park has it.</summary>
public sealed class ConfirmationTests
{
    public static TheoryData<string> Confirmed => ["departurePayInfo", "payResult", "overDueResult", "InvoiceInfo"];

    [Theory]
    [MemberData(nameof(Confirmed))]
    public async Task R35_R57_R77_R81_a_message_is_confirmed_as_soon_as_the_car_park_has_it_with_its_requestId_and_its_fields_as_received(string topic)
    {
        var bench = await DownlinkBench.StartAsync();
        var message = BridgeMessage.OneOfEach.Single(one => one.Topic.Name == topic) with { RequestId = 987654321012 };
        await bench.BringAsync(message);
        Assert.Empty(bench.CityBrain.Calls);

        await bench.AckAllAsync();

        var call = Assert.Single(bench.CityBrain.Calls);
        Assert.Equal($"confirm{char.ToUpperInvariant(topic[0])}{topic[1..]}", call.Interface);
        Assert.Equal(("1001", true, 987654321012), (call.AccessId, call.Success, call.RequestId));
        Assert.Equal(message.Data.ToJsonString(), call.Params.GetRawText());
        Assert.Equal(["success", "requestId", "params"], call.Data.EnumerateObject().Select(member => member.Name));

        await bench.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Single(bench.CityBrain.Calls);
        Assert.Empty(bench.Queue.Waiting);
    }

    [Fact]
    public async Task R36_moneyLimit_and_everything_else_goes_back_as_it_was_received_to_the_last_blank()
    {
        var bench = await DownlinkBench.StartAsync();
        var message = BridgeMessage.DeparturePayInfo();
        message.Data["plateNo"] = "浙 A8Q9Z7";
        message.Data["somethingNew"] = "x";

        await bench.BringAsync(message);
        await bench.AckAllAsync();

        Assert.Equal(message.Data.ToJsonString(), Assert.Single(bench.CityBrain.Calls).Params.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Confirmed))]
    public async Task R35_R57_R81_a_car_park_that_stays_silent_for_15_s_is_reported_within_20(string topic)
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.OneOfEach.Single(one => one.Topic.Name == topic));

        await bench.PassAsync(TimeSpan.FromSeconds(14));
        Assert.Empty(bench.CityBrain.Calls);
        await bench.PassAsync(TimeSpan.FromSeconds(3));

        Assert.False(Assert.Single(bench.CityBrain.Calls).Success);
        Assert.Single(await bench.InboxAsync());
    }

    [Fact]
    public async Task R35_all_that_comes_within_a_second_has_one_message_of_the_queue_for_its_deadlines_and_each_is_reported()
    {
        var bench = await DownlinkBench.StartAsync();
        for (var number = 1; number <= 250; number++)
        {
            await bench.BringAsync(BridgeMessage.PayResult(number, $"b{number}"));
        }

        Assert.Single(bench.Queue.Waiting);
        await bench.PassAsync(TimeSpan.FromSeconds(16));

        Assert.Equal(Enumerable.Range(1, 250), bench.CityBrain.Calls.Select(call => (int)call.RequestId).Order());
        Assert.All(bench.CityBrain.Calls, call => Assert.False(call.Success));
        Assert.DoesNotContain(bench.Downlinks.Rows(DownlinkBench.Site.Value), row => row.Row.StartsWith(DownlinkRows.DeadlinePrefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deadline_whose_message_of_the_queue_is_lost_is_found_by_the_watch()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.PayResult());
        bench.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.NotNull(bench.Queue.Take());

        await bench.PassAsync(TimeSpan.FromSeconds(31));

        Assert.False(Assert.Single(bench.CityBrain.Calls).Success);
    }

    [Fact]
    public async Task While_the_queue_is_away_nothing_is_taken_in_without_a_deadline()
    {
        var bench = await DownlinkBench.StartAsync();
        bench.Queue.IsAway = true;
        await Assert.ThrowsAsync<IOException>(() => bench.BringAsync(BridgeMessage.PayResult()));
        Assert.Empty(await bench.InboxAsync());

        bench.Queue.IsAway = false;
        await bench.BringAsync(BridgeMessage.PayResult());
        await bench.PassAsync(TimeSpan.FromSeconds(16));

        Assert.False(Assert.Single(bench.CityBrain.Calls).Success);
    }

    [Fact]
    public async Task A_queue_that_ran_out_of_time_is_asked_again_when_the_message_comes_again()
    {
        var bench = await DownlinkBench.StartAsync();
        bench.Queue.IsSlow = true;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.BringAsync(BridgeMessage.PayResult()));

        bench.Queue.IsSlow = false;
        await bench.BringAsync(BridgeMessage.PayResult());

        Assert.Single(bench.Queue.Waiting);
    }

    [Fact]
    public async Task A_message_that_comes_again_has_its_whole_time_again_where_a_webhook_does_not_take_it()
    {
        var bench = await DownlinkBench.StartAsync(hasWebhook: true);
        bench.Webhooks.Answer = _ => null;
        await bench.BringAsync(BridgeMessage.PayResult());
        await bench.PassAsync(TimeSpan.FromSeconds(10));
        await bench.BringAsync(BridgeMessage.PayResult());

        await bench.PassAsync(TimeSpan.FromSeconds(8));
        Assert.Empty(bench.CityBrain.Calls);
        await bench.PassAsync(TimeSpan.FromSeconds(9));

        Assert.False(Assert.Single(bench.CityBrain.Calls).Success);
    }

    [Fact]
    public async Task What_waited_in_the_queue_already_has_so_much_less_time()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.PayResult() with { ReceivedAt = bench.Clock.GetUtcNow() - TimeSpan.FromSeconds(12) });

        await bench.PassAsync(TimeSpan.FromSeconds(3));

        Assert.False(Assert.Single(bench.CityBrain.Calls).Success);
    }

    [Fact]
    public async Task A_word_that_comes_after_the_deadline_is_passed_on_as_well_and_is_the_last()
    {
        var bench = await DownlinkBench.StartAsync();
        var message = BridgeMessage.PayResult();
        await bench.BringAsync(message);
        await bench.PassAsync(TimeSpan.FromSeconds(40));

        Assert.True(await bench.AckAsync(message.Key(DownlinkBench.Site)));
        await bench.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal([false, true], bench.CityBrain.Calls.Select(call => call.Success));
        Assert.Empty(await bench.InboxAsync());
    }

    [Fact]
    public async Task An_ack_that_is_repeated_is_good_and_changes_nothing()
    {
        var bench = await DownlinkBench.StartAsync();
        var key = BridgeMessage.PayResult().Key(DownlinkBench.Site);
        await bench.BringAsync(BridgeMessage.PayResult());

        Assert.True(await bench.AckAsync(key));
        Assert.True(await bench.AckAsync(key));
        Assert.True(await bench.AckAsync(key, success: false));

        Assert.True(Assert.Single(bench.CityBrain.Calls).Success);
        Assert.False(await bench.AckAsync(key with { RequestId = 4711 }));
    }

    [Fact]
    public async Task A_car_park_that_could_not_take_a_message_is_reported_at_once_and_may_take_it_later()
    {
        var bench = await DownlinkBench.StartAsync();
        var key = BridgeMessage.PayResult().Key(DownlinkBench.Site);
        await bench.BringAsync(BridgeMessage.PayResult());

        await bench.AckAsync(key, success: false);
        Assert.Equal([false], bench.CityBrain.Calls.Select(call => call.Success));
        await bench.AckAsync(key);

        Assert.Equal([false, true], bench.CityBrain.Calls.Select(call => call.Success));
    }

    [Fact]
    public async Task What_was_to_be_said_is_not_said_any_more_once_somebody_else_may_speak()
    {
        var bench = await DownlinkBench.StartAsync();
        var message = BridgeMessage.PayResult();
        await bench.BringAsync(message);
        bench.CityBrain.BeforeSending = async () =>
        {
            bench.CityBrain.BeforeSending = () => Task.CompletedTask;
            bench.Clock.Advance(TimeSpan.FromSeconds(20));
            await bench.AnotherHandler().Acks.TakeAsync(
                message.Key(DownlinkBench.Site), new DownlinkAck(true, null, DownlinkAck.ByInbox), TestContext.Current.CancellationToken);
        };

        await bench.PassAsync(TimeSpan.FromMinutes(2));

        Assert.NotEmpty(bench.CityBrain.Calls);
        Assert.All(bench.CityBrain.Calls, call => Assert.True(call.Success));
        Assert.False((await bench.RowAsync(message)).IsOpen);
    }

    [Fact]
    public async Task While_the_city_brain_is_away_confirmations_are_tried_again_ever_more_seldom_until_they_are_through()
    {
        var bench = await DownlinkBench.StartAsync();
        bench.CityBrain.Answer = _ => ScriptedUplink.Silence;
        var messages = Enumerable.Range(1, 50).Select(number => BridgeMessage.PayResult(number, $"b{number}")).ToList();
        foreach (var message in messages)
        {
            await bench.BringAsync(message);
            await bench.AckAsync(message.Key(DownlinkBench.Site));
        }

        await bench.PassAsync(TimeSpan.FromMinutes(30));
        Assert.InRange(bench.CityBrain.Calls.Count, 50 + 30, 50 + 200);
        Assert.InRange(bench.Queue.Waiting.Count, 0, 60);
        bench.CityBrain.Answer = _ => ScriptedUplink.Accepted;
        var calls = bench.CityBrain.Calls.Count;
        await bench.PassAsync(TimeSpan.FromSeconds(61));

        var heard = bench.CityBrain.Calls.Skip(calls).ToList();
        Assert.Equal(50, heard.Count);
        Assert.Equal(messages.Select(message => message.RequestId), heard.Select(call => call.RequestId).Order());
        Assert.All(heard, call => Assert.True(call.Success));
        Assert.Empty(await bench.Handler.Store.OpenAsync(DownlinkBench.Site, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_city_brain_that_fails_for_one_message_does_not_hold_up_the_others()
    {
        var bench = await DownlinkBench.StartAsync();
        bench.CityBrain.Answer = call => call.RequestId == 1 ? ScriptedUplink.RecordError : ScriptedUplink.Accepted;
        await bench.BringAsync(BridgeMessage.PayResult(1, "b1"));
        await bench.BringAsync(BridgeMessage.PayResult(2, "b2"));
        await bench.AckAllAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Single(bench.CityBrain.Calls, call => call.RequestId == 2);
        Assert.InRange(bench.CityBrain.Calls.Count(call => call.RequestId == 1), 10, 60);
    }

    [Fact]
    public async Task A_confirmation_that_the_city_brain_refuses_is_not_repeated()
    {
        var bench = await DownlinkBench.StartAsync();
        bench.CityBrain.Answer = _ => ScriptedUplink.Refused();
        await bench.BringAsync(BridgeMessage.PayResult());
        await bench.AckAllAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Single(bench.CityBrain.Calls);
    }

    [Fact]
    public async Task A_confirmation_that_nobody_hears_for_a_day_is_given_up()
    {
        var bench = await DownlinkBench.StartAsync();
        bench.CityBrain.Answer = _ => ScriptedUplink.Silence;
        await bench.BringAsync(BridgeMessage.PayResult());
        await bench.AckAllAsync();
        await bench.PassAsync(TimeSpan.FromHours(25));
        var calls = bench.CityBrain.Calls.Count;
        await bench.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(calls, bench.CityBrain.Calls.Count);
        Assert.Empty(bench.Queue.Waiting);
    }

    [Fact]
    public async Task D13_nothing_is_ever_confirmed_for_an_access_whose_own_client_does_it()
    {
        var bench = await DownlinkBench.StartAsync(downlink: AccessEntry.OwnDownlink);
        foreach (var message in BridgeMessage.OneOfEach)
        {
            await bench.BringAsync(message);
        }

        await bench.PassAsync(TimeSpan.FromMinutes(2));
        await bench.AckAllAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(bench.CityBrain.Calls);
        Assert.Empty(bench.Queue.Waiting);
        Assert.True((await bench.FactAsync(BridgeMessage.PayResult()))!.IsSettled);
    }

    [Fact]
    public async Task No_plate_is_in_a_key_and_none_in_an_id()
    {
        var bench = await DownlinkBench.StartAsync();
        foreach (var message in BridgeMessage.OneOfEach)
        {
            await bench.BringAsync(message);
        }

        Assert.DoesNotContain(bench.Downlinks.Rows(DownlinkBench.Site.Value), row => row.Row.Contains("8Q9Z7", StringComparison.Ordinal));
        Assert.DoesNotContain(await bench.InboxAsync(), entry => entry.Key.Id.Contains("8Q9Z7", StringComparison.Ordinal));
    }
}
