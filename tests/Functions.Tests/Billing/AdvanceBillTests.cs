using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>Bills that may be paid from inside: fee, uploadFee, payResult (§3.2.5 to §3.2.7).</summary>
public sealed class AdvanceBillTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R52_R55_what_is_owed_makes_an_advance_bill_that_a_payResult_settles_and_nobody_drives()
    {
        var (story, host) = await OwedAsync();
        var bill = await story.BillAsync();
        Assert.Equal((BillKind.Advance, BillState.Accepted, 1000L, false), (bill.Kind, bill.State, bill.ShouldPay, bill.IsDriven));

        await story.BringAsync(BillStory.PayResult(2));
        story.Clock.Advance(TimeSpan.FromHours(5));
        await host.DeliverAsync();
        await host.LookAsync();

        Assert.Equal((BillKind.Advance, BillState.Settled, "payResult"), ((await story.BillAsync()).Kind, (await story.BillAsync()).State, (await story.BillAsync()).SettledBy));
        Assert.Empty((await story.BillAsync()).Reviews);
        Assert.Empty(host.Host.Calls);
        Assert.Equal(["uploadFee 00:00:00"], story.Calls);
    }

    [Fact]
    public async Task An_advance_bill_that_is_not_paid_costs_nothing()
    {
        var (story, host) = await OwedAsync();

        story.Clock.Advance(TimeSpan.FromDays(3));
        await host.LookAsync();

        Assert.Empty(host.Host.Calls);
        Assert.Empty(story.BillQueue.Waiting);
    }

    [Fact]
    public async Task R52_asked_again_later_the_vehicle_owes_more()
    {
        var (story, _) = await OwedAsync();

        await story.BringAsync(BridgeMessage.Fee(72));
        await AnswerAsync(story, 72, shouldPay: 1500);

        Assert.Equal((BillKind.Advance, 1500L), ((await story.BillAsync()).Kind, (await story.BillAsync()).ShouldPay));
    }

    [Fact]
    public async Task R47_unpaid_it_becomes_an_exit_bill_with_the_amount_of_its_application()
    {
        var (story, host) = await OwedAsync();
        story.City.PaidFrom = TimeSpan.FromHours(2);

        await story.ApplyAsync(data => data["shouldPay"] = 1200);
        await story.PassToAsync(TimeSpan.FromSeconds(5));
        await host.DeliverAsync();

        var bill = await story.BillAsync();
        Assert.Equal((BillKind.Exit, BillState.Accepted, 1200L, 2), (bill.Kind, bill.State, bill.ShouldPay, bill.Generation));
        host.Drive(2);
        Assert.Equal(["uploadFee 00:00:00", "applyPayment 00:00:00", "getPayResult 03:00:00"], story.Calls);
        Assert.Equal(BillState.Settled, (await story.BillAsync()).State);
    }

    [Fact]
    public async Task With_another_vehicle_or_stay_it_is_a_conflict()
    {
        var (story, _) = await OwedAsync();

        Assert.Equal(409, (await story.ApplyAsync(data => data["uid"] = "u-2")).Status);
        Assert.Equal(409, (await story.ApplyAsync(data => data["plateNo"] = "浙A00002")).Status);
        Assert.Equal(BillKind.Advance, (await story.BillAsync()).Kind);
    }

    [Fact]
    public async Task Paid_it_answers_the_application_for_the_same_amount_without_a_call()
    {
        var (story, _) = await OwedAsync();
        await story.BringAsync(BillStory.PayResult(2));

        var answered = await story.ApplyAsync();

        Assert.Equal((200, 1), (answered.Status, answered.CityBrain!.Value.GetProperty("payStatus").GetInt32()));
        Assert.Equal(409, (await story.ApplyAsync(data => data["shouldPay"] = 1500)).Status);
        Assert.Equal(["uploadFee 00:00:00"], story.Calls);
    }

    [Theory]
    [InlineData(true, 0, true)]
    [InlineData(true, 1, false)]
    [InlineData(false, 0, false)]
    public async Task R53_only_what_is_still_owed_makes_a_bill(bool success, int payStatus, bool makes)
    {
        var story = await BillStory.StartAsync();
        await story.BringAsync(BridgeMessage.Fee());

        await AnswerAsync(story, 71, payStatus: payStatus, success: success);

        Assert.Equal(makes, (await story.Store.FindAsync(story.Site, BillStory.BillId, Stop)).Bill is not null);
    }

    private static async Task<(BillStory Story, BillHost Host)> OwedAsync()
    {
        var story = await BillStory.StartAsync();
        await story.BringAsync(BridgeMessage.Fee());
        await AnswerAsync(story, 71);
        return (story, new BillHost(story));
    }

    // The car park acknowledges the question with what the vehicle owes.
    private static async Task AnswerAsync(BillStory story, long requestId, int shouldPay = 1000, int payStatus = 0, bool success = true)
    {
        var answer = Requests.Of("uploadFee", data =>
        {
            (data["requestId"], data["success"]) = (requestId, success);
            var owed = data["params"]!.AsObject();
            owed.Remove("paidType");
            (owed["billID"], owed["plateNo"], owed["uid"], owed["shouldPay"], owed["payStatus"]) =
                (BillStory.BillId, BridgeMessage.Plate, "u-1", shouldPay, payStatus);
        });
        await story.Parts.Acks.TakeAsync(
            BridgeMessage.Fee(requestId).Key(story.Site), new DownlinkAck(true, answer.ToJsonString(), DownlinkAck.ByInbox), Stop);
    }
}
