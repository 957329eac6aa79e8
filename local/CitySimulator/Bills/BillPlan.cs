using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Bills;

/// <summary>
/// What will become of a bill. Site and billID alone decide it, so that nothing of it has to be kept: a city brain that was killed
/// goes on with the same plan.
/// </summary>
internal sealed record BillPlan
{
    // One yuan more than was owed: it fits neither reading.
    private const int OddFen = 100;

    private static readonly TimeSpan SoonAtLeast = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SoonAtMost = TimeSpan.FromSeconds(8);

    public required BillOutcome Outcome { get; init; }

    /// <summary>From the first acceptance to the payment; null where it is never paid.</summary>
    public TimeSpan? PaidAfter { get; init; }

    /// <summary>Whether a fifth of it is taken off when it is paid.</summary>
    public bool HasDiscount { get; init; }

    /// <summary>What becomes of the answer to the first application.</summary>
    public AnswerFate FirstAnswer { get; init; }

    /// <summary>Whether the payment is sent down; otherwise that message is lost.</summary>
    public bool IsSentDown { get; init; }

    /// <summary>The scene (付费场景) of the payment.</summary>
    public required int PayType { get; init; }

    /// <summary>The plan for a bill for which deduction is applied (§3.2.4).</summary>
    public static BillPlan Of(Site site, string billId, BillDeadlines deadlines)
    {
        var draw = new BillDraw(site, billId);
        var outcome = DrawOutcome(draw.Percent());
        var lost = draw.Percent();
        return new BillPlan
        {
            Outcome = outcome,
            PaidAfter = DrawPayment(outcome, draw, deadlines),
            HasDiscount = outcome != BillOutcome.PaidOddly && draw.Percent() < 25,
            FirstAnswer = outcome == BillOutcome.Refused ? AnswerFate.Given : DrawFate(draw.Percent()),
            IsSentDown = outcome == BillOutcome.PaidAtOnce ? lost < 50 : lost >= 20,
            PayType = Bills.PayType.LeaveFirst,
        };
    }

    /// <summary>The plan for a bill of which the city was told when it asked for a fee (§3.2.6): nobody asks about it, so the message is never lost.</summary>
    public static BillPlan OfAdvance(Site site, string billId)
    {
        var draw = new BillDraw(site, billId);
        var outcome = draw.Percent() < 50 ? BillOutcome.PaidSoon : BillOutcome.NeverPaid;
        return new BillPlan
        {
            Outcome = outcome,
            PaidAfter = outcome == BillOutcome.PaidSoon ? draw.Between(SoonAtLeast, SoonAtMost) : null,
            IsSentDown = true,
            PayType = Bills.PayType.Advance,
        };
    }

    /// <summary>The payment as it is made at this time.</summary>
    public BillPayment Pay(long shouldPay, DateTimeOffset at)
    {
        var discount = HasDiscount ? shouldPay / 5 : 0;
        var odd = Outcome == BillOutcome.PaidOddly ? OddFen : 0;
        return new BillPayment(shouldPay - discount + odd, discount, ChinaClock.Write(at), BillPayment.Alipay, PayType);
    }

    private static BillOutcome DrawOutcome(int percent) => percent switch
    {
        < 30 => BillOutcome.PaidAtOnce,
        < 55 => BillOutcome.PaidSoon,
        < 70 => BillOutcome.PaidLate,
        < 85 => BillOutcome.NeverPaid,
        < 90 => BillOutcome.PaidOddly,
        _ => BillOutcome.Refused,
    };

    private static TimeSpan? DrawPayment(BillOutcome outcome, BillDraw draw, BillDeadlines deadlines) => outcome switch
    {
        BillOutcome.PaidAtOnce => TimeSpan.Zero,
        BillOutcome.PaidSoon or BillOutcome.PaidOddly => draw.Between(SoonAtLeast, SoonAtMost),
        BillOutcome.PaidLate => draw.Between(0.8 * deadlines.UnpaidAfter, deadlines.UnpaidAfter + (3 * deadlines.ReportEvery)),
        _ => null,
    };

    private static AnswerFate DrawFate(int percent) => percent switch
    {
        < 3 => AnswerFate.Cut,
        < 6 => AnswerFate.Held,
        < 10 => AnswerFate.CutBefore,
        _ => AnswerFate.Given,
    };
}
