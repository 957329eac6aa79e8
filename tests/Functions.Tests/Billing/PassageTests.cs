using System.Text.Json.Nodes;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>What else passes through the gateway about bills, and whose work they are (D13).</summary>
public sealed class PassageTests
{
    [Fact]
    public async Task D13_where_bills_pass_through_nothing_is_kept_and_every_answer_is_the_city_brains()
    {
        await using var gateway = await BillGateway.StartAsync(SiteEntry.PassedThroughBills);
        gateway.Answer(BillCalls.Apply, BillGateway.Refused);

        Assert.Equal(BillGateway.Refused, (await gateway.ApplyAsync()).Body);
        await gateway.ApplyAsync(data => data["shouldPay"] = 7);
        await gateway.CallAsync("getPayResult");
        await gateway.CallAsync("uploadAbnormalBill");
        await gateway.CallAsync("uploadPayRecord", data => data["billWay"] = 0);
        await gateway.CallAsync("uploadFee", Fee);
        await gateway.BringAsync(BillStory.PayResult());

        Assert.Equal(["applyPayment", "applyPayment", "getPayResult", "uploadAbnormalBill", "uploadFee"], gateway.Calls);
        Assert.DoesNotContain(gateway.Host.Downlinks.Rows(GatewayHost.Site.Value), row => row.Row.StartsWith('B'));
        gateway.Host.CityBrain.IsAway = true;
        Assert.Equal(504, (await gateway.ApplyAsync()).Status);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(AccessEntry.OwnDownlink, false)]
    public async Task D13_whose_work_bills_are_follows_the_accesss_downlink_where_nothing_else_is_said(string? downlink, bool isDriven)
    {
        await using var gateway = await BillGateway.StartAsync();
        if (downlink is not null)
        {
            var access = (await gateway.Host.Directory.GetAsync("access", "1001", TestContext.Current.CancellationToken)).Row!;
            Assert.Equal(200, (await gateway.Host.OperateAsync(HttpMethod.Put, "/ops/sites/accesses", new JsonObject
            {
                ["accessID"] = "1001",
                ["baseAddress"] = "http://city-brain.example/",
                ["privateKey"] = access.GetString("PrivateKey"),
                ["downlink"] = downlink,
            })).Status);
        }

        await gateway.ApplyAsync();
        Assert.Equal(isDriven, await gateway.BillAsync() is not null);

        await gateway.PutSiteAsync(isDriven ? SiteEntry.PassedThroughBills : SiteEntry.DrivenBills);
        await gateway.ApplyAsync(data => data["billID"] = "B-2");
        Assert.Equal(!isDriven, await gateway.BillAsync("B-2") is not null);
    }

    [Fact]
    public async Task Settings_of_bills_that_are_none_are_refused()
    {
        await using var gateway = await BillGateway.StartAsync();

        var odd = await gateway.PutSiteAsync("maybe");

        Assert.Equal(400, odd.Status);
        Assert.Contains("bills", odd.Body, StringComparison.Ordinal);
        Assert.Equal(400, (await gateway.PutSiteAsync(1)).Status);
        Assert.Equal(400, (await gateway.PutSiteAsync(null, "yes")).Status);
        Assert.Equal(200, (await gateway.PutSiteAsync(SiteEntry.PassedThroughBills, true)).Status);
    }

    [Theory]
    [InlineData(BillGateway.Unpaid, "0")]
    [InlineData(BillGateway.Paid, "1")]
    public async Task D13_a_clients_own_question_and_report_about_a_driven_bill_are_answered_from_the_bill(string answer, string payStatus)
    {
        await using var gateway = await BillGateway.StartAsync();
        gateway.Answer(BillCalls.Apply, answer);
        await gateway.ApplyAsync();

        var asked = await gateway.CallAsync("getPayResult");
        var reported = await gateway.CallAsync("uploadAbnormalBill");

        Assert.Equal((200, payStatus, "1000"), (asked.Status, asked.Text("payStatus"), asked.Text("shouldPay")));
        Assert.Equal((BillStory.BillId, Vehicle.Plate), (asked.Text("billID"), asked.Text("plateNo")));
        Assert.Equal((200, "200"), (reported.Status, reported.Text("resultCode")));
        Assert.Equal([BillCalls.Apply], gateway.Calls);
    }

    [Fact]
    public async Task A_question_about_what_nobody_of_us_asks_goes_up_and_a_payment_in_its_answer_settles()
    {
        await using var gateway = await BillGateway.StartAsync();
        await gateway.CallAsync("uploadFee", Fee);
        gateway.Answer(BillCalls.Ask, BillGateway.Paid);

        var asked = await gateway.CallAsync("getPayResult");

        Assert.Equal(BillGateway.Paid, asked.Body);
        Assert.Equal(["uploadFee", "getPayResult"], gateway.Calls);
        var bill = (await gateway.BillAsync())!;
        Assert.Equal((BillKind.Advance, BillState.Settled, "getPayResult"), (bill.Kind, bill.State, bill.SettledBy));
        Assert.Empty(await gateway.InboxAsync());
    }

    [Fact]
    public async Task R74_a_cash_payment_of_an_open_bill_reminds_of_cancelOverDueBill_once_and_has_the_city_brain_asked()
    {
        await using var gateway = await BillGateway.StartAsync();
        await gateway.ApplyAsync();

        await gateway.CallAsync("uploadPayRecord", data => data["billWay"] = 0);
        await gateway.CallAsync("uploadPayRecord", data => data["billWay"] = 0);

        Assert.Equal(["cancelOverDueBillReminder"], await gateway.InboxAsync());
        Assert.Equal(3, gateway.Queue.Waiting.Count);
    }

    [Fact]
    public async Task R32_a_record_of_a_payment_through_the_city_brain_reminds_of_nothing()
    {
        await using var gateway = await BillGateway.StartAsync();
        await gateway.ApplyAsync();

        await gateway.CallAsync("uploadPayRecord", data => data["billWay"] = 1);

        Assert.Empty(await gateway.InboxAsync());
        Assert.Equal(2, gateway.Queue.Waiting.Count);
    }

    [Fact]
    public async Task A_record_of_a_bill_that_is_over_or_unknown_rings_nobody()
    {
        await using var gateway = await BillGateway.StartAsync();
        await gateway.CallAsync("uploadPayRecord", data => (data["billWay"], data["billID"]) = (0, "B-9"));
        gateway.Answer(BillCalls.Apply, BillGateway.Paid);
        await gateway.ApplyAsync();
        await gateway.CallAsync("uploadPayRecord", data => data["billWay"] = 0);

        Assert.Single(gateway.Queue.Waiting);
        Assert.Empty(await gateway.InboxAsync());
    }

    [Theory]
    [InlineData(BillGateway.NoData, BillState.Accepted, 1)]
    [InlineData("""{"resultCode":"200","msg":"操作成功"}""", BillState.Cancelled, 2)]
    public async Task R74_cancelOverDueBill_cancels_an_open_bill_once_the_city_brain_has_accepted_it(string answer, object state, int rung)
    {
        await using var gateway = await BillGateway.StartAsync();
        await gateway.ApplyAsync();
        gateway.Answer("cancelOverDueBill", answer);

        Assert.Equal(answer, (await gateway.CallAsync("cancelOverDueBill")).Body);

        Assert.Equal(state, (await gateway.BillAsync())!.State);
        Assert.Equal(rung, gateway.Queue.Waiting.Count);
    }

    [Fact]
    public async Task R74_a_paid_bill_cannot_be_cancelled_and_a_cancelled_one_cannot_be_applied_for()
    {
        await using var gateway = await BillGateway.StartAsync();
        gateway.Answer(BillCalls.Apply, BillGateway.Paid);
        await gateway.ApplyAsync();
        await gateway.CallAsync("cancelOverDueBill");
        Assert.Equal(BillState.Settled, (await gateway.BillAsync())!.State);

        gateway.Answer(BillCalls.Apply, BillGateway.Unpaid);
        await gateway.ApplyAsync(data => data["billID"] = "B-2");
        await gateway.CallAsync("cancelOverDueBill", data => data["billID"] = "B-2");
        var again = await gateway.ApplyAsync(data => data["billID"] = "B-2");

        Assert.Equal((409, "409"), (again.Status, again.Text("resultCode")));
    }

    private static void Fee(JsonObject data)
    {
        (data["requestId"], data["success"]) = (71, true);
        data.Remove("billID");
        data.Remove("plateNo");
        var owed = data["params"]!.AsObject();
        owed.Remove("paidType");
        (owed["billID"], owed["plateNo"], owed["uid"], owed["shouldPay"], owed["payStatus"]) = (BillStory.BillId, Vehicle.Plate, "u-1", 1000, 0);
    }
}
