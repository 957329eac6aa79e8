using HzFunctions.Durable.Client;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>The life of a bill on every path, with the exact time of each call of the city brain. Every orchestration is replayed on every prefix of its history.</summary>
public sealed class BillLifeTests
{
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task R51_a_bill_that_is_paid_at_once_needs_no_orchestration()
    {
        var story = await BillStory.StartAsync();
        story.City.PaidFrom = TimeSpan.Zero;

        await story.ApplyAsync();

        var bill = await story.BillAsync();
        Assert.Equal((BillState.Settled, "applyPayment", 1000L), (bill.State, bill.SettledBy, bill.Payment!.ActualPay));
        Assert.Equal(["applyPayment 00:00:00"], story.Calls);
        Assert.Empty(await story.InboxAsync());
    }

    [Fact]
    public async Task R55_a_payResult_ends_the_orchestration_at_its_bell()
    {
        var story = await BillStory.StartAsync();
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);
        story.PayResultAt(TimeSpan.FromMinutes(7));

        var run = await story.DriveAsync();

        Assert.Equal((OrchestrationRuntimeStatus.Completed, "settled"), (run.Status, run.ReadOutputAs<string>()));
        Assert.Equal(TimeSpan.FromMinutes(7) - HeadStart, run.Elapsed);
        Assert.Equal(["applyPayment 00:00:00"], story.Calls);
        Assert.Equal(("settled", "payResult"), (BillStates.Text((await story.BillAsync()).State), (await story.BillAsync()).SettledBy));
        Assert.Equal("payResult", Assert.Single(await story.InboxAsync()).Topic);
    }

    [Fact]
    public async Task A_payResult_before_the_applications_answer_settles_and_the_answer_changes_nothing()
    {
        var story = await BillStory.StartAsync();
        story.City.Meanwhile = call => call == BillCalls.Apply ? story.BringAsync(BillStory.PayResult()) : Task.CompletedTask;

        await story.ApplyAsync();

        var bill = await story.BillAsync();
        Assert.Equal((BillState.Settled, "payResult"), (bill.State, bill.SettledBy));
        Assert.Empty(bill.Reviews);
        Assert.Equal(1, (await story.HistoryAsync()).Count(line => line.StartsWith("settled", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_payResult_before_the_answer_that_says_so_too_settles_once()
    {
        var story = await BillStory.StartAsync();
        story.City.PaidFrom = TimeSpan.Zero;
        story.City.Meanwhile = call => call == BillCalls.Apply ? story.BringAsync(BillStory.PayResult()) : Task.CompletedTask;

        await story.ApplyAsync();

        var bill = await story.BillAsync();
        Assert.Equal((BillState.Settled, "payResult"), (bill.State, bill.SettledBy));
        Assert.Empty(bill.Reviews);
        Assert.Single(await story.InboxAsync());
    }

    [Fact]
    public async Task A_payResult_between_answer_and_orchestration_leaves_nothing_to_drive()
    {
        var story = await BillStory.StartAsync();
        await story.ApplyAsync();
        await story.PassToAsync(TimeSpan.FromSeconds(2));
        await story.BringAsync(BillStory.PayResult());

        Assert.True((await story.BillAsync()).IsOver);
        Assert.Equal(["applyPayment 00:00:00"], story.Calls);
    }

    [Theory]
    [InlineData(10, 30)]
    [InlineData(60, 120)]
    [InlineData(300, 600)]
    [InlineData(700, 1200)]
    public async Task An_application_without_an_answer_that_is_found_paid_by_asking_at_30_s_2_min_10_min(int paidFrom, int found)
    {
        var story = await BillStory.StartAsync();
        (story.City.AnswersToLose, story.City.PaidFrom) = (1, TimeSpan.FromSeconds(paidFrom));
        story.City.Meanwhile = call =>
        {
            // It has the application, but answers no question before the payment.
            story.City.AwayUntil = call == BillCalls.Apply ? TimeSpan.FromSeconds(paidFrom) : story.City.AwayUntil;
            return Task.CompletedTask;
        };
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);

        await story.DriveAsync();

        Assert.Equal(1, story.City.Applications);
        Assert.Equal(Questions(5, 30, 120, 600, 1200).TakeWhile(at => at <= TimeSpan.FromSeconds(found)), story.City.TimesOf(BillCalls.Ask));
        var bill = await story.BillAsync();
        Assert.Equal((BillState.Settled, "getPayResult"), (bill.State, bill.SettledBy));
        var told = Assert.Single(await story.InboxAsync());
        Assert.Equal(("payResult", BillStory.BillId, 1), (told.Topic, told.Data.GetProperty("billID").GetString(), told.Data.GetProperty("payStatus").GetInt32()));
    }

    [Fact]
    public async Task R58_a_payment_whose_payResult_got_lost_is_found_by_asking_after_3_h()
    {
        var story = await BillStory.StartAsync();
        story.City.PaidFrom = TimeSpan.FromHours(2);
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);

        await story.DriveAsync();

        Assert.Equal(["applyPayment 00:00:00", "getPayResult 03:00:00"], story.Calls);
        Assert.Equal((BillState.Settled, "getPayResult"), ((await story.BillAsync()).State, (await story.BillAsync()).SettledBy));
        Assert.Equal("payResult", Assert.Single(await story.InboxAsync()).Topic);
    }

    [Fact]
    public async Task R59_R60_a_bill_that_is_unpaid_for_3_days_is_applied_for_once_and_reported_each_hour_each_time_after_a_question()
    {
        var story = await BillStory.StartAsync();
        story.City.PaidFrom = TimeSpan.FromHours(72.5);
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);

        await story.DriveAsync();

        var hours = Enumerable.Range(3, 70).Select(hour => TimeSpan.FromHours(hour)).ToList();
        List<string> expected =
        [
            "applyPayment 00:00:00",
            .. hours.SelectMany(hour => new[] { $"getPayResult {hour:c}", $"uploadAbnormalBill {hour:c}" }),
            $"getPayResult {TimeSpan.FromHours(73):c}",
        ];
        Assert.Equal(expected, story.Calls);
        Assert.Equal(70, (await story.BillAsync()).Reports);
        Assert.Equal(BillState.Settled, (await story.BillAsync()).State);
    }

    [Fact]
    public async Task A_refused_application_ends_the_bill_and_its_caller_hears_the_city_brains_words()
    {
        var story = await BillStory.StartAsync();
        story.City.Refusal = ScriptedUplink.Refused("未签约");

        await story.ApplyAsync();

        var bill = await story.BillAsync();
        Assert.Equal((BillState.Refused, "400", "未签约"), (bill.State, bill.ResultCode, bill.Words));
        Assert.Empty(await story.InboxAsync());
    }

    [Fact]
    public async Task A_refusal_that_the_car_park_does_not_hear_itself_is_told_to_it()
    {
        var story = await BillStory.StartAsync();
        story.City.AwayUntil = TimeSpan.FromSeconds(1);
        await story.ApplyAsync();
        story.City.Refusal = ScriptedUplink.Refused("未签约");
        await story.PassToAsync(HeadStart);

        var run = await story.DriveAsync();

        Assert.Equal("refused", run.ReadOutputAs<string>());
        Assert.Equal(["applyPayment 00:00:00", "getPayResult 00:00:05", "applyPayment 00:00:05"], story.Calls);
        var (topic, data) = Assert.Single(await story.InboxAsync());
        Assert.Equal(("applyPaymentResult", BillStory.BillId, "400", "未签约"), (topic, data.GetProperty("billID").GetString(), data.GetProperty("resultCode").GetString(), data.GetProperty("msg").GetString()));
    }

    [Fact]
    public async Task R74_a_cancelled_bill_is_neither_asked_about_nor_reported()
    {
        var story = await BillStory.StartAsync();
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);
        story.At(TimeSpan.FromHours(4.5), () => story.Get<BillPassage>().AfterAsync(
            story.Entry, Definition("cancelOverDueBill"), $$$"""{"data":{"billID":"{{{BillStory.BillId}}}"}}""", ScriptedUplink.Accepted, default));
        story.RingAt(TimeSpan.FromHours(4.5));

        var run = await story.DriveAsync();

        Assert.Equal("cancelled", run.ReadOutputAs<string>());
        Assert.Equal(
            ["applyPayment 00:00:00", "getPayResult 03:00:00", "uploadAbnormalBill 03:00:00", "getPayResult 04:00:00", "uploadAbnormalBill 04:00:00"],
            story.Calls);
    }

    [Fact]
    public async Task An_application_that_was_accepted_although_nobody_heard_so_is_not_made_again_and_its_3_h_run_from_when_that_is_known()
    {
        var story = await BillStory.StartAsync();
        (story.City.AnswersToLose, story.City.PaidFrom) = (1, TimeSpan.FromHours(4));
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);

        await story.DriveAsync();

        Assert.Equal(1, story.City.Applications);
        Assert.Equal(["applyPayment 00:00:00", "getPayResult 00:00:05", "getPayResult 03:00:05", "uploadAbnormalBill 03:00:05", "getPayResult 04:00:05"], story.Calls);
    }

    [Fact]
    public async Task An_application_that_was_not_taken_is_made_once_more_after_the_city_brain_says_that_it_has_no_such_bill()
    {
        var story = await BillStory.StartAsync();
        (story.City.AwayUntil, story.City.PaidFrom) = (TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);

        await story.DriveAsync();

        Assert.Equal(1, story.City.Applications);
        Assert.Equal(["applyPayment 00:00:00", "getPayResult 00:00:05", "applyPayment 00:00:05", "getPayResult 03:00:05"], story.Calls);
    }

    [Fact]
    public async Task A_second_application_whose_answer_is_lost_as_well_is_asked_about_and_not_made_a_third_time()
    {
        var story = await BillStory.StartAsync();
        (story.City.AwayUntil, story.City.AnswersToLose, story.City.PaidFrom) = (TimeSpan.FromSeconds(1), 1, TimeSpan.FromSeconds(20));
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);

        await story.DriveAsync();

        Assert.Equal(1, story.City.Applications);
        Assert.Equal(["applyPayment 00:00:00", "getPayResult 00:00:05", "applyPayment 00:00:05", "getPayResult 00:00:30"], story.Calls);
    }

    [Fact]
    public async Task A_city_brain_that_is_away_for_6_h_from_the_start_is_asked_every_10_min_and_gets_no_report_before_it_has_accepted()
    {
        var story = await BillStory.StartAsync();
        (story.City.AwayUntil, story.City.PaidFrom) = (TimeSpan.FromHours(6), TimeSpan.FromHours(9.5));
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);

        await story.DriveAsync();

        var accepted = TimeSpan.FromHours(6);
        var questions = Questions(5, 30, 120).Concat(Enumerable.Range(1, 36).Select(number => TimeSpan.FromMinutes(10 * number)));
        Assert.Equal([.. questions, accepted + TimeSpan.FromHours(3), accepted + TimeSpan.FromHours(4)], story.City.TimesOf(BillCalls.Ask));
        Assert.Equal([TimeSpan.Zero, accepted], story.City.TimesOf(BillCalls.Apply));
        Assert.Equal([accepted + TimeSpan.FromHours(3)], story.City.TimesOf(BillCalls.Report));
    }

    [Fact]
    public async Task A_report_that_nobody_answers_is_tried_again_after_1_2_5_and_10_min_and_the_hours_stay_as_they_are()
    {
        var story = await BillStory.StartAsync();
        story.City.PaidFrom = TimeSpan.FromHours(4.5);
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);
        story.At(TimeSpan.FromHours(2), () =>
        {
            story.City.AwayUntil = TimeSpan.FromHours(3) + TimeSpan.FromMinutes(20);
            return Task.CompletedTask;
        });

        await story.DriveAsync();

        TimeSpan[] tries = [.. new[] { 0, 1, 3, 8, 18, 28 }.Select(minutes => TimeSpan.FromHours(3) + TimeSpan.FromMinutes(minutes))];
        Assert.Equal([.. tries, TimeSpan.FromHours(4), TimeSpan.FromHours(5)], story.City.TimesOf(BillCalls.Ask));
        Assert.Equal([tries[^1], TimeSpan.FromHours(4)], story.City.TimesOf(BillCalls.Report));
    }

    [Fact]
    public async Task R58_a_report_step_that_is_repeated_reports_nothing_without_a_question_of_its_own()
    {
        var story = await BillStory.StartAsync();
        await story.ApplyAsync();
        await story.PassToAsync(TimeSpan.FromHours(3));
        var turn = new BillTurn(story.Site.Value, BillStory.BillId, 1);
        Assert.True((await story.Steps.AskAsync(turn, TestContext.Current.CancellationToken)).IsReportDue);
        story.City.AwayUntil = TimeSpan.FromHours(3.1);

        await story.Steps.ReportAsync(turn, TestContext.Current.CancellationToken);
        await story.PassToAsync(TimeSpan.FromHours(3.2));
        await story.Steps.ReportAsync(turn, TestContext.Current.CancellationToken);

        Assert.Equal([TimeSpan.FromHours(3)], story.City.TimesOf(BillCalls.Report));
    }

    [Fact]
    public async Task A_report_that_is_refused_is_made_again_at_the_next_hour()
    {
        var story = await BillStory.StartAsync();
        (story.City.ReportAnswer, story.City.PaidFrom) = (ScriptedUplink.Refused(), TimeSpan.FromHours(4.5));
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);

        await story.DriveAsync();

        Assert.Equal([TimeSpan.FromHours(3), TimeSpan.FromHours(4)], story.City.TimesOf(BillCalls.Report));
        Assert.Equal(0, (await story.BillAsync()).Reports);
    }

    [Fact]
    public async Task A_bell_without_news_costs_one_question_and_moves_no_deadline()
    {
        var story = await BillStory.StartAsync();
        story.City.PaidFrom = TimeSpan.FromHours(3.5);
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);
        story.RingAt(TimeSpan.FromHours(1));

        await story.DriveAsync();

        Assert.Equal(
            ["applyPayment 00:00:00", "getPayResult 01:00:00", "getPayResult 03:00:00", "uploadAbnormalBill 03:00:00", "getPayResult 04:00:00"], story.Calls);
    }

    [Fact]
    public async Task A_bill_that_stays_unpaid_for_30_days_is_given_up_and_put_on_the_review_list()
    {
        var story = await BillStory.StartAsync(new BillOptions { GiveUpAfterSeconds = 24 * 3600 });
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);

        var run = await story.DriveAsync();

        Assert.Equal("expired", run.ReadOutputAs<string>());
        Assert.Equal(Enumerable.Range(3, 21).Select(hour => TimeSpan.FromHours(hour)), story.City.TimesOf(BillCalls.Report));
        Assert.Equal([ReviewReason.Expired], (await story.BillAsync()).Reviews);
    }

    [Fact]
    public async Task A_bill_that_the_city_brain_has_lost_is_reported_all_the_same_and_put_on_the_review_list()
    {
        var story = await BillStory.StartAsync(new BillOptions { GiveUpAfterSeconds = 4 * 3600 });
        await story.ApplyAsync();
        await story.PassToAsync(HeadStart);
        story.At(TimeSpan.FromHours(1), () =>
        {
            story.City.Forget();
            return Task.CompletedTask;
        });

        await story.DriveAsync();

        Assert.Equal(["applyPayment 00:00:00", "getPayResult 03:00:00", "uploadAbnormalBill 03:00:00"], story.Calls);
        Assert.Equal([ReviewReason.Missing, ReviewReason.Expired], (await story.BillAsync()).Reviews);
        Assert.Equal(1, story.City.Applications);
    }

    private static IEnumerable<TimeSpan> Questions(params int[] seconds) => seconds.Select(second => TimeSpan.FromSeconds(second));

    private static HzFunctions.CityBrain.Catalogue.InterfaceDefinition Definition(string name) =>
        HzFunctions.CityBrain.Catalogue.StandardCatalogue.Instance.Find(name)!;
}
