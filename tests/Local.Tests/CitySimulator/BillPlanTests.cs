using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Tests.CitySimulator;

public sealed class BillPlanTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 9, 10, 30, TimeSpan.FromHours(8));

    private static readonly List<BillPlan> Plans = [.. PlannedBills.Ids().Select(PlannedBills.PlanOf)];

    [Fact]
    public void A_bill_has_the_same_plan_each_time_and_the_same_number_elsewhere_another()
    {
        Assert.Equal(PlannedBills.PlanOf("B-1"), PlannedBills.PlanOf("B-1"));
        Assert.Contains(PlannedBills.Ids().Take(20), id =>
            BillPlan.Of(new Site("A00002", "1001"), id, BillDeadlines.Standard) != PlannedBills.PlanOf(id));
    }

    [Theory]
    [InlineData(nameof(BillOutcome.PaidAtOnce), 30)]
    [InlineData(nameof(BillOutcome.PaidSoon), 25)]
    [InlineData(nameof(BillOutcome.PaidLate), 15)]
    [InlineData(nameof(BillOutcome.NeverPaid), 15)]
    [InlineData(nameof(BillOutcome.PaidOddly), 5)]
    [InlineData(nameof(BillOutcome.Refused), 10)]
    public void Every_outcome_has_its_share(string outcome, int percent)
    {
        AssertShare(percent, Plans, plan => plan.Outcome == Enum.Parse<BillOutcome>(outcome));
    }

    [Fact]
    public void A_fifth_of_what_is_not_paid_at_once_is_not_sent_down_and_a_tenth_of_the_answers_is_lost()
    {
        var accepted = Plans.Where(plan => plan.Outcome != BillOutcome.Refused).ToList();

        AssertShare(20, accepted.Where(plan => plan.Outcome != BillOutcome.PaidAtOnce).ToList(), plan => !plan.IsSentDown);
        AssertShare(10, accepted, plan => plan.FirstAnswer != AnswerFate.Given);
        Assert.Equal(Enum.GetValues<AnswerFate>(), accepted.Select(plan => plan.FirstAnswer).Distinct().Order());
    }

    [Fact]
    public void R59_R60_A_late_payment_comes_about_when_reports_are_due()
    {
        var late = Plans.Where(plan => plan.Outcome == BillOutcome.PaidLate).Select(plan => plan.PaidAfter!.Value).ToList();

        Assert.All(late, after => Assert.InRange(after, TimeSpan.FromHours(2.4), TimeSpan.FromHours(6)));
        Assert.Contains(late, after => after < TimeSpan.FromHours(3));
        Assert.Contains(late, after => after > TimeSpan.FromHours(5));
    }

    [Fact]
    public void R30_A_payment_fits_one_of_the_two_readings_unless_it_is_an_odd_one()
    {
        foreach (var plan in Plans.Where(plan => plan.PaidAfter is not null))
        {
            var payment = plan.Pay(1_500, At);
            var fits = payment.ActualPay == 1_500 || payment.ActualPay + payment.DiscountAmount == 1_500;
            Assert.Equal(plan.Outcome != BillOutcome.PaidOddly, fits);
        }

        Assert.Contains(Plans, plan => plan.HasDiscount);
    }

    [Fact]
    public void What_is_paid_in_advance_is_always_sent_down_since_nobody_asks_about_it()
    {
        var plans = PlannedBills.Ids().Select(id => BillPlan.OfAdvance(PlannedBills.Site, id)).ToList();

        AssertShare(50, plans, plan => plan.PaidAfter is not null);
        Assert.All(plans, plan => Assert.True(plan.IsSentDown));
    }

    private static void AssertShare(int percent, List<BillPlan> plans, Predicate<BillPlan> isOne) =>
        Assert.InRange(100.0 * plans.Count(plan => isOne(plan)) / plans.Count, percent - 2, percent + 2);
}
