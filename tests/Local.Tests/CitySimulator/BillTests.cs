using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Bills;

namespace HzFunctions.Local.Tests.CitySimulator;

/// <summary>The city brain tells the same truth of a bill by every way, and sticks to its plan.</summary>
public sealed class BillTests : IAsyncLifetime
{
    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync()
    {
        _city = await CityUnderTest.StartAsync(sendsDown: true);
        await _city.UploadAsync("uploadCarInData");
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task R51_What_is_paid_at_once_is_paid_in_the_answer()
    {
        var id = PlannedBills.Id(BillOutcome.PaidAtOnce);

        var answer = await ApplyAsync(id);

        Assert.Equal(1, (int)answer["payStatus"]!);
        Assert.All(["actualPay", "dealTime", "orderCode", "paidType"], field => Assert.True(answer.ContainsKey(field)));
        Assert.Equal((int)answer["actualPay"]!, (int)(await AskAsync(id))["actualPay"]!);
        Assert.Equal("paid", await StateAsync(id));
    }

    [Theory]
    [InlineData(nameof(BillOutcome.PaidSoon))]
    [InlineData(nameof(BillOutcome.PaidLate))]
    [InlineData(nameof(BillOutcome.PaidOddly))]
    public async Task R56_What_is_paid_later_is_unpaid_until_then_and_the_message_says_what_the_answer_to_a_question_says(string outcome)
    {
        var id = PlannedBills.Id(Enum.Parse<BillOutcome>(outcome), isSentDown: true);
        Assert.Equal(0, (int)(await ApplyAsync(id))["payStatus"]!);
        var after = PlannedBills.PlanOf(id).PaidAfter!.Value;
        _city.Time.Advance(after - TimeSpan.FromMilliseconds(1));
        Assert.Equal((0, "unpaid"), ((int)(await AskAsync(id))["payStatus"]!, await StateAsync(id)));

        _city.Time.Advance(TimeSpan.FromMilliseconds(1));

        var answer = await AskAsync(id);
        Assert.Equal((1, "paid"), ((int)answer["payStatus"]!, await StateAsync(id)));
        var sent = (await PaymentsSentDownAsync(id))[0];
        Assert.True(JsonNode.DeepEquals(answer, JsonNode.Parse(sent.GetProperty("data").GetRawText())));
        var daily = (await _city.UploadAsync("checkDailyBill"))["detail"]!.AsArray().Single(bill => (string)bill!["billID"]! == id);
        Assert.True(JsonNode.DeepEquals(answer, daily));
    }

    [Fact]
    public async Task A_message_may_be_lost_and_then_only_asking_helps()
    {
        var id = PlannedBills.Id(BillOutcome.PaidSoon, isSentDown: false);
        await ApplyAsync(id);
        _city.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(await PaymentsSentDownAsync(id));
        Assert.True((await BillAsync(id))!.Value.GetProperty("downlinkLost").GetBoolean());
        Assert.Equal(1, (int)(await AskAsync(id))["payStatus"]!);
    }

    [Fact]
    public async Task A_refused_bill_is_refused_each_time_and_is_nobodys_to_ask_about()
    {
        var id = PlannedBills.Id(BillOutcome.Refused);

        Assert.Equal("400", (string)(await ApplyAsync(id))["resultCode"]!);
        Assert.Equal("400", (string)(await ApplyAsync(id))["resultCode"]!);

        Assert.Equal(("204", "refused"), ((string)(await AskAsync(id))["resultCode"]!, await StateAsync(id)));
        Assert.Empty(await _city.ViolationsAsync());
    }

    [Fact]
    public async Task An_application_of_an_unknown_stay_is_refused_until_its_arrival_is_there()
    {
        var id = PlannedBills.Id(BillOutcome.NeverPaid);
        await _city.UploadAsync("applyPayment", ("billID", id), ("uid", "another"));
        Assert.Equal("refused", await StateAsync(id));

        await ApplyAsync(id);

        Assert.Equal("unpaid", await StateAsync(id));
        Assert.Empty(await _city.ViolationsAsync());
    }

    [Fact]
    public async Task An_answer_may_be_lost_after_the_application_was_accepted_and_another_one_is_a_violation()
    {
        var id = PlannedBills.Id(BillOutcome.NeverPaid, AnswerFate.Cut);
        await Assert.ThrowsAsync<HttpRequestException>(() => ApplyAsync(id));
        Assert.Equal(0, (int)(await AskAsync(id))["payStatus"]!);
        Assert.True((await BillAsync(id))!.Value.GetProperty("answerLost").GetBoolean());
        Assert.Empty(await _city.ViolationsAsync());

        await ApplyAsync(id);

        Assert.Equal(["appliedAgain"], await _city.ViolationsAsync());
        Assert.Equal(2, (await BillAsync(id))!.Value.GetProperty("applications").GetInt32());
    }

    [Fact]
    public async Task An_answer_may_be_held_for_longer_than_anybody_waits()
    {
        var id = PlannedBills.Id(BillOutcome.NeverPaid, AnswerFate.Held);
        var answer = ApplyAsync(id);
        await Conditions.Eventually.IsTrueAsync(async () => await StateAsync(id) == "unpaid");
        Assert.False(answer.IsCompleted);

        await Conditions.Eventually.IsTrueAsync(() =>
        {
            _city.Time.Advance(TimeSpan.FromSeconds(15));
            return answer.IsCompleted;
        });

        await Assert.ThrowsAsync<HttpRequestException>(() => answer);
    }

    [Fact]
    public async Task A_call_may_be_cut_off_before_anything_is_accepted_and_then_one_more_application_is_right()
    {
        var id = PlannedBills.Id(BillOutcome.NeverPaid, AnswerFate.CutBefore);
        await Assert.ThrowsAsync<HttpRequestException>(() => ApplyAsync(id));
        Assert.Equal("204", (string)(await AskAsync(id))["resultCode"]!);
        Assert.Null(await BillAsync(id));
        await _city.RestartAsync();

        Assert.Equal(0, (int)(await ApplyAsync(id))["payStatus"]!);

        Assert.Equal("unpaid", await StateAsync(id));
        Assert.Empty(await _city.ViolationsAsync());
    }

    [Fact]
    public async Task A_city_brain_that_was_killed_goes_on_with_the_same_plan_from_the_first_acceptance()
    {
        var id = PlannedBills.Id(BillOutcome.PaidSoon);
        await ApplyAsync(id);
        _city.Time.Advance(PlannedBills.PlanOf(id).PaidAfter!.Value);

        await _city.RestartAsync();

        Assert.Equal((1, "paid"), ((int)(await AskAsync(id))["payStatus"]!, await StateAsync(id)));
    }

    [Fact]
    public async Task R74_What_the_car_park_collected_by_itself_is_owed_until_it_is_written_off_and_is_then_never_paid()
    {
        var id = PlannedBills.Id(BillOutcome.PaidLate, isSentDown: true);
        await ApplyAsync(id);
        await _city.UploadAsync("uploadPayRecord", ("billID", id));
        Assert.Equal("unpaid", await StateAsync(id));

        await _city.UploadAsync("cancelOverDueBill", ("billID", id));

        Assert.Equal("cancelled", await StateAsync(id));
        _city.Time.Advance(TimeSpan.FromHours(7));
        Assert.Equal((0, "cancelled"), ((int)(await AskAsync(id))["payStatus"]!, await StateAsync(id)));
        Assert.Empty(await PaymentsSentDownAsync(id));
        Assert.Equal("200", (string)(await _city.UploadAsync("cancelOverDueBill", ("billID", id)))["resultCode"]!);
    }

    [Fact]
    public async Task R74_A_paid_bill_cannot_be_written_off()
    {
        var id = PlannedBills.Id(BillOutcome.PaidAtOnce);
        await ApplyAsync(id);

        Assert.Equal("400", (string)(await _city.UploadAsync("cancelOverDueBill", ("billID", id)))["resultCode"]!);
        Assert.Equal("paid", await StateAsync(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R52_A_bill_told_in_answer_to_a_query_of_the_fee_is_paid_once_or_not_at_all(bool paid)
    {
        var id = PlannedBills.Ids().First(candidate => BillPlan.OfAdvance(PlannedBills.Site, candidate).PaidAfter is not null == paid);
        await _city.UploadAsync("uploadFee", ("billID", id));
        await _city.UploadAsync("uploadFee", ("billID", id));
        _city.Time.Advance(TimeSpan.FromSeconds(10));

        var bill = (await BillAsync(id))!.Value;
        Assert.Equal((true, paid ? "paid" : "unpaid"), (bill.GetProperty("inAdvance").GetBoolean(), bill.GetProperty("state").GetString()));
        var sent = await PaymentsSentDownAsync(id);
        Assert.Equal(paid, sent.Count > 0);
        Assert.All(sent, message => Assert.Equal(102, message.GetProperty("data").GetProperty("payType").GetInt32()));
        Assert.True(sent.Count(message => message.GetProperty("fault").GetString() is "none" or "doubled" or "delayed" or "reusedRequestId") <= 1);
    }

    [Fact]
    public async Task R53_A_fee_that_the_car_park_does_not_know_is_no_bill()
    {
        await _city.UploadAsync("uploadFee", ("billID", "B-1"), ("success", false));

        Assert.Null(await BillAsync("B-1"));
    }

    private Task<JsonObject> ApplyAsync(string billId) => _city.UploadAsync("applyPayment", ("billID", billId));

    private Task<JsonObject> AskAsync(string billId) => _city.UploadAsync("getPayResult", ("billID", billId));

    private async Task<string?> StateAsync(string billId) => (await BillAsync(billId))?.GetProperty("state").GetString();

    private async Task<JsonElement?> BillAsync(string billId) => (await _city.AdminAsync("bills"))
        .EnumerateArray()
        .Where(bill => bill.GetProperty("billID").GetString() == billId)
        .Select(bill => (JsonElement?)bill)
        .SingleOrDefault();

    private async Task<List<JsonElement>> PaymentsSentDownAsync(string billId) =>
    [
        .. (await _city.AdminAsync("downlinks"))
            .EnumerateArray()
            .Where(downlink => downlink.GetProperty("name").GetString() == "payResult")
            .Where(downlink => downlink.GetProperty("data").GetProperty("billID").GetString() == billId),
    ];
}
