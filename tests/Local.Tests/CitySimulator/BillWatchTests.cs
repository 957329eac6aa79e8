using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Bills;

namespace HzFunctions.Local.Tests.CitySimulator;

/// <summary>R58 to R60: an unpaid bill is reported 3 h after its acceptance, then every hour, and each time after asking.</summary>
public sealed class BillWatchTests : IAsyncLifetime
{
    private static readonly string Unpaid = PlannedBills.Id(BillOutcome.NeverPaid);

    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync()
    {
        _city = await CityUnderTest.StartAsync();
        await _city.UploadAsync("uploadCarInData");
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task Reports_in_their_time_and_each_after_a_question_are_right()
    {
        await UploadAsync("applyPayment", Unpaid);
        await AskAndReportAsync(Unpaid, after: TimeSpan.FromHours(3));
        await AskAndReportAsync(Unpaid, after: TimeSpan.FromHours(1));

        Assert.Empty(await _city.ViolationsAsync());
        var bill = (await _city.AdminAsync("bills"))[0];
        Assert.Equal((2, 2), (bill.GetProperty("reports").GetArrayLength(), bill.GetProperty("questions").GetInt32()));
    }

    [Theory]
    [InlineData(10_798, true)]
    [InlineData(10_799, false)]
    public async Task A_report_before_3_hours_is_too_early_but_for_a_second(int seconds, bool isViolation)
    {
        await UploadAsync("applyPayment", Unpaid);
        await AskAndReportAsync(Unpaid, TimeSpan.FromSeconds(seconds));

        Assert.Equal(isViolation ? ["wrongReport"] : [], await _city.ViolationsAsync());
    }

    [Fact]
    public async Task A_report_without_a_question_since_the_last_one_is_wrong()
    {
        await UploadAsync("applyPayment", Unpaid);
        await AskAndReportAsync(Unpaid, TimeSpan.FromHours(3));
        _city.Time.Advance(TimeSpan.FromHours(1));

        await UploadAsync("uploadAbnormalBill", Unpaid);

        Assert.Equal(["wrongReport"], await _city.ViolationsAsync());
    }

    [Fact]
    public async Task A_report_of_a_bill_for_which_nobody_applied_is_wrong()
    {
        await UploadAsync("uploadAbnormalBill", Unpaid);

        Assert.Equal(["wrongReport"], await _city.ViolationsAsync());
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task A_report_after_a_question_was_answered_with_paid_is_wrong_unless_it_was_under_way(int seconds, bool isViolation)
    {
        var paid = PlannedBills.Id(BillOutcome.PaidSoon);
        await UploadAsync("applyPayment", paid);
        await AskAsync(paid, TimeSpan.FromHours(3));
        _city.Time.Advance(TimeSpan.FromSeconds(seconds));

        await UploadAsync("uploadAbnormalBill", paid);

        Assert.Equal(isViolation ? ["wrongReport"] : [], await _city.ViolationsAsync());
    }

    [Fact]
    public async Task A_paid_bill_of_which_nobody_was_told_may_be_reported_after_the_question_before()
    {
        var late = PlannedBills.Ids().First(id => PlannedBills.PlanOf(id) is { Outcome: BillOutcome.PaidLate, FirstAnswer: AnswerFate.Given, PaidAfter.TotalHours: > 3.1 });
        await UploadAsync("applyPayment", late);
        await AskAsync(late, TimeSpan.FromHours(3));
        _city.Time.Advance(TimeSpan.FromHours(4));

        await UploadAsync("uploadAbnormalBill", late);

        Assert.Empty(await _city.ViolationsAsync());
    }

    [Fact]
    public async Task What_clients_do_wrong_is_known_after_a_restart()
    {
        await UploadAsync("applyPayment", Unpaid);
        await _city.RestartAsync();

        await UploadAsync("applyPayment", Unpaid);

        Assert.Equal(["appliedAgain"], await _city.ViolationsAsync());
    }

    private async Task AskAndReportAsync(string billId, TimeSpan after)
    {
        await AskAsync(billId, after);
        await UploadAsync("uploadAbnormalBill", billId);
    }

    private Task<JsonObject> AskAsync(string billId, TimeSpan after)
    {
        _city.Time.Advance(after);
        return UploadAsync("getPayResult", billId);
    }

    private Task<JsonObject> UploadAsync(string interfaceName, string billId) => _city.UploadAsync(interfaceName, ("billID", billId));
}
