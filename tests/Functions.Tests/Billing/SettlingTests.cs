using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>A bill is settled once, by whichever news is first; what is odd about it is flagged and keeps nothing from being settled.</summary>
public sealed class SettlingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R55_a_payResult_that_comes_twice_or_is_replayed_settles_once()
    {
        var story = await AcceptedAsync();
        await story.BringAsync(BillStory.PayResult());
        var settled = (await story.BillAsync()).ETag;

        await story.BringAsync(BillStory.PayResult());
        story.Clock.Advance(TimeSpan.FromDays(1));
        await story.BringAsync(BillStory.PayResult());
        await story.BringAsync(BillStory.PayResult(requestId: 2));

        Assert.Equal(settled, (await story.BillAsync()).ETag);
        Assert.Single(await story.HistoryAsync(), "settled payResult: 1000 fen");
    }

    [Fact]
    public async Task R55_a_payResult_after_the_payment_was_found_by_asking_says_nothing_new()
    {
        var story = await AcceptedAsync();
        story.City.PaidFrom = TimeSpan.FromHours(1);
        await story.DriveAsync();
        var settled = await story.BillAsync();

        await story.BringAsync(BillStory.PayResult());

        Assert.Equal(settled.ETag, (await story.BillAsync()).ETag);
        Assert.Equal("getPayResult", settled.SettledBy);
        Assert.Empty(settled.Reviews);
        Assert.Single(await story.InboxAsync());
    }

    [Theory]
    [InlineData("actualPay", 900)]
    [InlineData("orderCode", "HZ-2")]
    [InlineData("discountAmount", 100)]
    public async Task A_second_payment_that_is_another_is_flagged_and_the_first_stays(string field, object value)
    {
        var story = await AcceptedAsync();
        await story.BringAsync(BillStory.PayResult());

        await story.BringAsync(BillStory.PayResult(requestId: 2, change: data => data[field] = System.Text.Json.Nodes.JsonValue.Create(value)));

        var bill = await story.BillAsync();
        Assert.Equal((BillState.Settled, 1000L, 0L, "HZ-1"), (bill.State, bill.Payment!.ActualPay, bill.Payment.DiscountAmount, bill.Payment.OrderCode));
        Assert.Equal([ReviewReason.Contradiction], bill.Reviews);
    }

    [Theory]
    [InlineData(1000, 0, 1000, new string[0])]
    [InlineData(900, 100, 1000, new string[0])]
    [InlineData(1000, 100, 1000, new string[0])]
    [InlineData(900, 0, 1000, new[] { ReviewReason.Amounts })]
    [InlineData(1100, 0, 1000, new[] { ReviewReason.Amounts })]
    [InlineData(900, 50, 1000, new[] { ReviewReason.Amounts })]
    [InlineData(0, 1000, 1000, new string[0])]
    [InlineData(1000, 0, 900, new[] { ReviewReason.ShouldPay })]
    [InlineData(900, 0, 900, new[] { ReviewReason.ShouldPay, ReviewReason.Amounts })]
    public async Task R30_amounts_that_fit_neither_reading_and_a_shouldPay_that_is_not_ours_settle_and_are_flagged(
        int actualPay, int discountAmount, int shouldPay, string[] reviews)
    {
        var story = await AcceptedAsync();

        await story.BringAsync(BillStory.PayResult(change: data =>
            (data["actualPay"], data["discountAmount"], data["shouldPay"]) = (actualPay, discountAmount, shouldPay)));

        var bill = await story.BillAsync();
        Assert.Equal((BillState.Settled, 1000L), (bill.State, bill.ShouldPay));
        Assert.Equal(reviews, bill.Reviews);
    }

    [Fact]
    public async Task R56_unpaid_after_paid_is_flagged_and_undoes_nothing()
    {
        var story = await AcceptedAsync();
        await story.BringAsync(BillStory.PayResult());

        await story.BringAsync(BillStory.PayResult(requestId: 2, payStatus: 0));

        var bill = await story.BillAsync();
        Assert.Equal((BillState.Settled, 1000L), (bill.State, bill.Payment!.ActualPay));
        Assert.Equal([ReviewReason.UnpaidAfterPaid], bill.Reviews);
    }

    [Fact]
    public async Task R56_unpaid_before_paid_changes_nothing()
    {
        var story = await AcceptedAsync();
        var before = (await story.BillAsync()).ETag;

        await story.BringAsync(BillStory.PayResult(requestId: 2, payStatus: 0));

        Assert.Equal(before, (await story.BillAsync()).ETag);
        await story.BringAsync(BillStory.PayResult());
        Assert.Equal(BillState.Settled, (await story.BillAsync()).State);
        Assert.Empty((await story.BillAsync()).Reviews);
    }

    [Fact]
    public async Task R57_a_payResult_of_a_bill_that_nobody_applied_for_is_delivered_confirmed_and_flagged()
    {
        var story = await BillStory.StartAsync();
        var message = BillStory.PayResult();

        await story.BringAsync(message);
        Assert.Equal("payResult", Assert.Single(await story.InboxAsync()).Topic);
        await story.Parts.Acks.TakeAsync(message.Key(story.Site), new DownlinkAck(true, null, DownlinkAck.ByInbox), Stop);

        Assert.Equal(["confirmPayResult 00:00:00"], story.Calls);
        var bill = await story.BillAsync();
        Assert.Equal((BillKind.Unknown, BillState.Settled, 1000L), (bill.Kind, bill.State, bill.ShouldPay));
        Assert.Equal([ReviewReason.UnknownBill], bill.Reviews);
    }

    [Fact]
    public async Task R56_unpaid_of_a_bill_that_nobody_applied_for_makes_none()
    {
        var story = await BillStory.StartAsync();

        await story.BringAsync(BillStory.PayResult(payStatus: 0));

        Assert.Null((await story.Store.FindAsync(story.Site, BillStory.BillId, Stop)).Bill);
    }

    [Theory]
    [InlineData("refused", new[] { ReviewReason.PaidAfterRefusal })]
    [InlineData("cancelled", new[] { ReviewReason.PaidAfterWriteOff })]
    [InlineData("writtenOff", new[] { ReviewReason.PaidAfterWriteOff })]
    [InlineData("expired", new[] { ReviewReason.Expired })]
    public async Task R55_whatever_a_bill_had_ended_as_a_payment_settles_it_and_is_flagged(string state, string[] reviews)
    {
        var story = await AcceptedAsync();
        await EndAsync(story, state);
        Assert.Equal(state, BillStates.Text((await story.BillAsync()).State));

        await story.BringAsync(BillStory.PayResult());

        var bill = await story.BillAsync();
        Assert.Equal((BillState.Settled, 1000L), (bill.State, bill.Payment!.ActualPay));
        Assert.Equal(reviews, bill.Reviews);
        Assert.Contains(await story.InboxAsync(), message => message.Topic == "payResult");
    }

    private static async Task EndAsync(BillStory story, string state)
    {
        var bill = await story.BillAsync();
        if (state == "cancelled")
        {
            await story.Get<BillPassage>().AfterAsync(
                story.Entry, StandardCatalogue.Instance.Find("cancelOverDueBill")!, $$$"""{"data":{"billID":"{{{bill.BillId}}}"}}""", ScriptedUplink.Accepted, Stop);
            return;
        }

        var change = state == "expired"
            ? story.Get<BillOutcomes>().GiveUp(bill)
            : new BillChange().End(BillStates.Parse(state)!.Value, story.Clock.GetUtcNow());
        await story.Store.UpdateAsync(bill, change, Stop);
    }

    private static async Task<BillStory> AcceptedAsync()
    {
        var story = await BillStory.StartAsync();
        await story.ApplyAsync();
        await story.PassToAsync(TimeSpan.FromSeconds(5));
        return story;
    }
}
