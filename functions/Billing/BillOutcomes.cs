using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>What the city brain's answers mean for a bill, payments apart.</summary>
internal sealed class BillOutcomes(
    EventJournal journal, BillNotices notices, BillSchedule schedule, BillMetrics metrics, TimeProvider time, ILogger<BillOutcomes> logger)
{
    /// <summary>
    /// What an answer to applyPayment means (§3.2.4). An error of the city brain's and no answer leave it open; so does a refusal of a stay
    /// whose arrival is still on its way.
    /// </summary>
    /// <param name="bill">The bill.</param>
    /// <param name="answer">The answer, which says no payment.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<ApplicationOutcome> OfApplicationAsync(BillRow bill, CityBrainAnswer answer, CancellationToken cancellationToken) => answer.Outcome switch
    {
        AnswerOutcome.Accepted => ApplicationOutcome.Accepted,
        AnswerOutcome.NoData or AnswerOutcome.Refused when !await ArrivalIsPendingAsync(bill, cancellationToken).ConfigureAwait(false) => ApplicationOutcome.Refused,
        AnswerOutcome.NoData or AnswerOutcome.Refused => ApplicationOutcome.NotTaken,
        _ => ApplicationOutcome.Unknown,
    };

    /// <summary>Writes the outcome of an application.</summary>
    /// <param name="bill">The bill as it is now.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="answer">The city brain's answer.</param>
    /// <param name="tell">Whether the car park is told of a refusal: false where it hears the answer itself.</param>
    public BillChange Application(BillRow bill, ApplicationOutcome outcome, CityBrainAnswer answer, bool tell)
    {
        var now = time.GetUtcNow();
        metrics.Application(outcome.ToString().ToLowerInvariant());
        var change = new BillChange()
            .Say(now, BillEvents.Answered, Words(answer))
            .Set(BillRow.Columns.ResultCode, answer.ResultCode ?? string.Empty)
            .Set(BillRow.Columns.Words, answer.Message);
        switch (outcome)
        {
            case ApplicationOutcome.Accepted:
                return Accept(bill, change, now);
            case ApplicationOutcome.Refused:
                change.Notices.AddRange(tell ? [notices.Refusal(bill, answer)] : []);
                return change.End(BillState.Refused, now).Say(now, BillEvents.Refused, answer.ResultCode);
            default:
                return change
                    .Set(BillRow.Columns.Missing, outcome == ApplicationOutcome.NotTaken)
                    .Set(BillRow.Columns.NextAt, schedule.NextQuestion(bill.AppliedAt, now));
        }
    }

    /// <summary>Writes the answer to getPayResult (§3.2.9), unless it says that the bill is paid.</summary>
    public BillChange Question(BillRow bill, CityBrainAnswer answer)
    {
        var now = time.GetUtcNow();
        var change = new BillChange().Say(now, BillEvents.Asked, answer.Outcome == AnswerOutcome.Accepted ? "unpaid" : Words(answer));
        return bill.State == BillState.Applying
            ? OfApplication(bill, answer, change, now)
            : OfPayment(bill, answer, change, now);
    }

    /// <summary>Writes the answer to uploadAbnormalBill (§3.2.10).</summary>
    public BillChange Report(BillRow bill, CityBrainAnswer answer)
    {
        var now = time.GetUtcNow();
        var change = new BillChange().Say(now, BillEvents.Reported, Words(answer));
        metrics.Reported(answer.Outcome.ToString().ToLowerInvariant());
        if (answer.Outcome is AnswerOutcome.NothingAnswered or AnswerOutcome.RecordError)
        {
            return Later(bill, change, now);
        }

        if (answer.Outcome != AnswerOutcome.Accepted)
        {
            BillLog.ReportRefused(logger, bill.Site.Value, bill.BillId, answer.ResultCode ?? "none");
        }

        var next = schedule.NextReport(bill.AcceptedAt ?? now, now);
        return change
            .Set(BillRow.Columns.Reports, bill.Reports + (answer.Outcome == AnswerOutcome.Accepted ? 1 : 0))
            .Set(BillRow.Columns.Failures, 0)
            .Set(BillRow.Columns.ReportDue, next)
            .Set(BillRow.Columns.NextAt, next);
    }

    /// <summary>Nobody asks any more.</summary>
    public BillChange GiveUp(BillRow bill)
    {
        BillLog.Expired(logger, bill.Site.Value, bill.BillId);
        metrics.Review(ReviewReason.Expired);
        var now = time.GetUtcNow();
        return new BillChange().End(BillState.Expired, now).Review(bill, ReviewReason.Expired).Say(now, BillEvents.Expired);
    }

    private BillChange OfApplication(BillRow bill, CityBrainAnswer answer, BillChange change, DateTimeOffset now)
    {
        if (answer.Outcome == AnswerOutcome.Accepted)
        {
            return Accept(bill, change, now);
        }

        if (schedule.IsOverdueApplication(bill.AppliedAt, now))
        {
            BillLog.NotAccepted(logger, bill.Site.Value, bill.BillId);
        }

        return change
            .Set(BillRow.Columns.Missing, answer.Outcome == AnswerOutcome.NoData)
            .Set(BillRow.Columns.NextAt, schedule.NextQuestion(bill.AppliedAt, now));
    }

    private BillChange OfPayment(BillRow bill, CityBrainAnswer answer, BillChange change, DateTimeOffset now)
    {
        if (answer.Outcome is AnswerOutcome.NothingAnswered or AnswerOutcome.RecordError && bill.ReportDue <= now)
        {
            return Later(bill, change, now);
        }

        change.Set(BillRow.Columns.NextAt, bill.ReportDue ?? now).Set(BillRow.Columns.Asked, IsAnswered(answer) && bill.ReportDue <= now);
        if (answer.Outcome == AnswerOutcome.NoData && !bill.Reviews.Contains(ReviewReason.Missing))
        {
            metrics.Review(ReviewReason.Missing);
            BillLog.Review(logger, bill.Site.Value, bill.BillId, ReviewReason.Missing);
            change.Review(bill, ReviewReason.Missing);
        }

        return change;
    }

    private static bool IsAnswered(CityBrainAnswer answer) => answer.Outcome is AnswerOutcome.Accepted or AnswerOutcome.NoData or AnswerOutcome.Refused;

    private BillChange Later(BillRow bill, BillChange change, DateTimeOffset now) => change
        .Set(BillRow.Columns.Failures, bill.Failures + 1)
        .Set(BillRow.Columns.NextAt, schedule.NextTry(bill.Failures + 1, now));

    private BillChange Accept(BillRow bill, BillChange change, DateTimeOffset now)
    {
        var due = schedule.FirstReport(now);
        change
            .Set(BillRow.Columns.State, BillStates.Text(BillState.Accepted))
            .Set(BillRow.Columns.AcceptedAt, now)
            .Set(BillRow.Columns.ReportDue, due)
            .Set(BillRow.Columns.NextAt, due)
            .Set(BillRow.Columns.Failures, 0)
            .Set(BillRow.Columns.Missing, false)
            .Say(now, BillEvents.Accepted);
        notices.RemindOnce(bill, change);
        return change;
    }

    private async Task<bool> ArrivalIsPendingAsync(BillRow bill, CancellationToken cancellationToken) =>
        await journal.FindArrivalAsync(bill.Site, bill.Told!.Uid, cancellationToken).ConfigureAwait(false) is { State: JournalState.Pending };

    private static string Words(CityBrainAnswer answer) =>
        answer.Outcome == AnswerOutcome.NothingAnswered ? "no answer" : answer.ResultCode ?? "200";
}

/// <summary>What came of an application for deduction.</summary>
internal enum ApplicationOutcome
{
    /// <summary>The city brain has it, and the bill is unpaid.</summary>
    Accepted,

    /// <summary>The city brain does not want it.</summary>
    Refused,

    /// <summary>The city brain has not taken it yet, since it waits for the arrival.</summary>
    NotTaken,

    /// <summary>Nobody knows.</summary>
    Unknown,
}
