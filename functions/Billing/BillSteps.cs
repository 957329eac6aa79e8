using HzFunctions.CityBrain.Client;

namespace HzFunctions.Functions.Billing;

/// <summary>
/// The steps of an orchestration. Each writes on the bill's row what it is about to do, calls the city brain, and writes what came of it. A step of an
/// orchestration that was superseded, or of a bill that is over, does nothing.
/// </summary>
internal sealed class BillSteps(
    BillStore store, BillClaims claims, BillCalls calls, BillOutcomes outcomes, AnsweredPayments payments, BillSchedule schedule, TimeProvider time)
{
    // Also after somebody else's claim.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>Asks whether the bill is paid (getPayResult, R58); of an application without an answer, whether there is such a bill.</summary>
    public async Task<BillStanding> AskAsync(BillTurn turn, CancellationToken cancellationToken)
    {
        if (await ExpireAsync(turn, cancellationToken).ConfigureAwait(false) is { } expired)
        {
            return expired;
        }

        var (bill, claim) = await TakeAsync(turn, static _ => new BillChange(), cancellationToken).ConfigureAwait(false);
        if (claim is null)
        {
            return Standing(bill, turn);
        }

        var answer = await calls.CallAsync(BillCalls.Ask, bill!, cancellationToken).ConfigureAwait(false);
        if (IsPaid(answer))
        {
            return Standing(await payments.SettleAsync(bill!, answer.Body!.Value, BillCalls.Ask, tell: true, cancellationToken).ConfigureAwait(false), turn);
        }

        return Standing(await claims.RecordAsync(bill!, claim, current => outcomes.Question(current, answer), cancellationToken).ConfigureAwait(false), turn);
    }

    /// <summary>Applies once more for a bill that the city brain says it does not have. Not even then twice: each application wants such a word of its own.</summary>
    public async Task<BillStanding> ApplyAsync(BillTurn turn, CancellationToken cancellationToken)
    {
        var (bill, claim) = await TakeAsync(
            turn,
            bill => bill is { State: BillState.Applying, IsMissing: true }
                ? new BillChange().Set(BillRow.Columns.Missing, false).Say(time.GetUtcNow(), BillEvents.Applied)
                : null,
            cancellationToken).ConfigureAwait(false);
        if (claim is null)
        {
            return Standing(bill, turn);
        }

        var answer = await calls.CallAsync(BillCalls.Apply, bill!, cancellationToken).ConfigureAwait(false);
        if (IsPaid(answer))
        {
            return Standing(await payments.SettleAsync(bill!, answer.Body!.Value, BillCalls.Apply, tell: true, cancellationToken).ConfigureAwait(false), turn);
        }

        var outcome = await outcomes.OfApplicationAsync(bill!, answer, cancellationToken).ConfigureAwait(false);
        var after = await claims.RecordAsync(bill!, claim, current => outcomes.Application(current, outcome, answer, tell: true), cancellationToken).ConfigureAwait(false);

        // The city brain has just said that it has no such bill: the next question comes in its time.
        return Standing(after, turn) with { IsMissing = false };
    }

    /// <summary>Reports a bill that is due as abnormal (uploadAbnormalBill, R59, R60): once for each question that found it unpaid, also when a step is repeated.</summary>
    public async Task<BillStanding> ReportAsync(BillTurn turn, CancellationToken cancellationToken)
    {
        var (bill, claim) = await TakeAsync(
            turn,
            bill => bill.IsAskedForReport && bill.ReportDue <= time.GetUtcNow() ? new BillChange().Set(BillRow.Columns.Asked, false) : null,
            cancellationToken).ConfigureAwait(false);
        if (claim is null)
        {
            return Standing(bill, turn);
        }

        var answer = await calls.CallAsync(BillCalls.Report, bill!, cancellationToken).ConfigureAwait(false);
        return Standing(await claims.RecordAsync(bill!, claim, current => outcomes.Report(current, answer), cancellationToken).ConfigureAwait(false), turn);
    }

    private Task<(BillRow? Bill, string? Claim)> TakeAsync(BillTurn turn, Func<BillRow, BillChange?> intent, CancellationToken cancellationToken) =>
        claims.TakeAsync(turn.SiteId(), turn.BillId, bill => bill.IsDriven && bill.Generation == turn.Generation ? intent(bill) : null, cancellationToken);

    private async Task<BillStanding?> ExpireAsync(BillTurn turn, CancellationToken cancellationToken)
    {
        var (bill, _) = await store.FindAsync(turn.SiteId(), turn.BillId, cancellationToken).ConfigureAwait(false);
        if (bill is not { IsDriven: true } || bill.Generation != turn.Generation || !schedule.IsOver(bill.AppliedAt, time.GetUtcNow()))
        {
            return null;
        }

        // Whoever was faster has something newer to say: the next round reads it.
        var expired = await store.UpdateAsync(bill, outcomes.GiveUp(bill), cancellationToken).ConfigureAwait(false);
        return Standing(expired ?? bill, turn);
    }

    private BillStanding Standing(BillRow? bill, BillTurn turn)
    {
        if (bill is null || bill.Generation != turn.Generation)
        {
            return new BillStanding(BillStanding.Superseded, time.GetUtcNow());
        }

        var now = time.GetUtcNow();
        var next = bill.Claim is null ? bill.NextAt : (bill.ClaimedUntil ?? now) + ShortestPause;
        return new BillStanding(BillStates.Text(bill.State), next > now ? next : now + ShortestPause)
        {
            IsMissing = bill is { State: BillState.Applying, IsMissing: true },
            IsReportDue = bill is { State: BillState.Accepted, IsAskedForReport: true, Claim: null },
        };
    }

    private static bool IsPaid(CityBrainAnswer answer) =>
        answer is { Outcome: AnswerOutcome.Accepted, Body: { } body } && PayResultAnswer.Read(body).IsPaid;
}
