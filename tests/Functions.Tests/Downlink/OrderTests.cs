using CsCheck;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>Of messages about the same thing the newest counts (R14, R15).</summary>
public sealed class OrderTests
{
    [Theory]
    [InlineData("departurePayInfo")]
    [InlineData("payResult")]
    [InlineData("overDueResult")]
    [InlineData("InvoiceInfo")]
    public async Task R15_an_older_message_about_the_same_thing_is_confirmed_at_once_and_changes_nothing(string topic)
    {
        var bench = await DownlinkBench.StartAsync();
        var newer = BridgeMessage.OneOfEach.Single(one => one.Topic.Name == topic).SaidAt("08:00:05");
        var older = Another(newer).SaidAt("08:00:04");
        await bench.BringAsync(newer);
        var known = (await bench.FactAsync(newer))!.Data;

        await bench.BringAsync(older);

        var call = Assert.Single(bench.CityBrain.Calls);
        Assert.Equal((true, older.RequestId), (call.Success, call.RequestId));
        Assert.Equal(known, (await bench.FactAsync(newer))!.Data);
        Assert.Equal(newer.RequestId, Assert.Single(await bench.InboxAsync()).Key.RequestId);
    }

    [Fact]
    public async Task R14_each_subject_has_a_newest_message_of_its_own()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.PayResult(1, "b1").SaidAt("08:00:05"));
        await bench.BringAsync(BridgeMessage.PayResult(2, "b2").SaidAt("08:00:01"));
        await bench.BringAsync(BridgeMessage.OverDue(3).SaidAt("08:00:01"));
        await bench.BringAsync(BridgeMessage.DeparturePayInfo(4).SaidAt("08:00:01"));
        var otherColour = BridgeMessage.DeparturePayInfo(5).SaidAt("07:00:00");
        otherColour.Data["plateColor"] = 2;
        await bench.BringAsync(otherColour);

        Assert.Equal(5, (await bench.InboxAsync()).Count);
    }

    [Fact]
    public async Task R15_does_not_hold_for_questions_each_is_asked()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.Fee(1).SaidAt("08:00:05"));
        await bench.BringAsync(BridgeMessage.Fee(2).SaidAt("08:00:01"));

        Assert.Equal(2, (await bench.InboxAsync()).Count);
    }

    [Fact]
    public async Task R55_that_a_bill_is_paid_is_never_too_old_to_be_heard()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.PayResult(1, payStatus: 0).SaidAt("08:00:05"));
        await bench.BringAsync(BridgeMessage.PayResult(2, payStatus: 1).SaidAt("08:00:04"));

        Assert.True((await bench.FactAsync(BridgeMessage.PayResult()))!.IsSettled);
        Assert.Equal(2, (await bench.InboxAsync()).Count);
    }

    [Fact]
    public async Task R55_a_bill_that_is_settled_stays_so_whatever_comes_later()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.PayResult(1, payStatus: 1).SaidAt("08:00:04"));
        var settled = (await bench.FactAsync(BridgeMessage.PayResult()))!.Data;

        await bench.BringAsync(BridgeMessage.PayResult(2, payStatus: 0).SaidAt("08:00:05"));

        var fact = (await bench.FactAsync(BridgeMessage.PayResult()))!;
        Assert.Equal((true, settled), (fact.IsSettled, fact.Data));
        Assert.Equal(1, Assert.Single(await bench.InboxAsync()).Key.RequestId);
        Assert.Equal((true, 2), (bench.CityBrain.Calls[0].Success, bench.CityBrain.Calls[0].RequestId));
    }

    [Fact]
    public async Task A_timestamp_from_the_future_is_heard_and_does_not_silence_what_follows()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.OverDue(1, overDueCount: 1) with { Timestamp = "2099-01-01 00:00:00" });
        Assert.Contains("\"overDueCount\":1", (await bench.FactAsync(BridgeMessage.OverDue()))!.Data, StringComparison.Ordinal);

        await bench.BringAsync(BridgeMessage.OverDue(2, overDueCount: 2).SaidAt("08:00:01"));
        await bench.BringAsync(BridgeMessage.OverDue(3, overDueCount: 3).SaidAt("08:04:59"));
        await bench.BringAsync(BridgeMessage.OverDue(4, overDueCount: 4).SaidAt("08:00:02"));

        var fact = (await bench.FactAsync(BridgeMessage.OverDue()))!;
        Assert.Contains("\"overDueCount\":3", fact.Data, StringComparison.Ordinal);
        Assert.Equal("2026-05-01 08:04:59", fact.Newest);
        Assert.Equal([1, 2, 3], (await bench.InboxAsync()).Select(entry => entry.Key.RequestId));
    }

    [Fact]
    public void R14_messages_about_one_thing_shuffled_and_doubled_end_at_the_newest() =>
        (from count in Gen.Int[1, 6]
         from order in Gen.Int[0, count - 1].Array[count, 3 * count]
         from acks in Gen.Bool.Array[order.Length]
         select (count, order, acks)).Sample(
            run => RunAsync(run.count, run.order, run.acks).GetAwaiter().GetResult(), iter: 200);

    private static async Task<bool> RunAsync(int count, int[] order, bool[] acks)
    {
        var bench = await DownlinkBench.StartAsync();
        var start = ChinaTime.Format(bench.Clock.GetUtcNow())[..17];
        var messages = Enumerable.Range(0, count)
            .Select(number => BridgeMessage.OverDue(number, number + 1) with { Timestamp = $"{start}{number:D2}" })
            .ToList();
        foreach (var (number, isAcked) in order.Zip(acks))
        {
            bench.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await bench.BringAsync(messages[number]);
            if (isAcked)
            {
                await bench.AckAllAsync();
            }
        }

        await bench.AckAllAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(2));
        var newest = order.Max();
        var fact = (await bench.FactAsync(messages[0]))!;
        var lastWords = bench.CityBrain.Calls.GroupBy(call => call.RequestId).ToDictionary(calls => calls.Key, calls => calls.Last().Success);
        return fact.Data.Contains($"\"overDueCount\":{newest + 1},", StringComparison.Ordinal)
            && order.Distinct().All(number => lastWords[number])
            && (await bench.InboxAsync()).Count == 0;
    }

    private static BridgeMessage Another(BridgeMessage message) => message.Topic.Name switch
    {
        "departurePayInfo" => BridgeMessage.DeparturePayInfo(2, moneyLimit: 5),
        "payResult" => BridgeMessage.PayResult(2, shouldPay: 5),
        "overDueResult" => BridgeMessage.OverDue(2, overDueCount: 5),
        _ => BridgeMessage.Invoice(2, status: 0),
    };
}
