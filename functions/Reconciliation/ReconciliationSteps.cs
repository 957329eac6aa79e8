using System.Globalization;
using System.Text.Json;
using Azure;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Journal;
using C = HzFunctions.Functions.Reconciliation.ReconciliationRow.Columns;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>
/// The steps of a reconciliation. How far it has come stands on the day's row, and changes under its ETag. A step that is repeated because its answer was lost
/// finds the row further on, and does nothing; so does a step of an orchestration that was superseded.
/// </summary>
internal sealed class ReconciliationSteps(
    ReconciliationStore store,
    DayJournal days,
    ChangedDays changed,
    ReconciliationCalls calls,
    DayComparer comparer,
    DayRepair repair,
    DayBills bills,
    ReconciliationOptions options,
    ReconciliationMetrics metrics,
    TimeProvider time,
    ILogger<ReconciliationSteps> logger)
{
    // Two machines' clocks.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>Looks whether records of the day are still pending; after so long, the day is not settled.</summary>
    public Task<ReconciliationStanding> SettleAsync(ReconciliationTurn turn, CancellationToken cancellationToken) =>
        TakeAsync(turn, ReconciliationPhase.Settling, async day =>
            !await days.IsPendingAsync(day.Site, day.Day, cancellationToken).ConfigureAwait(false)
                ? new ReconciliationChange().GoOn(ReconciliationPhase.Checking, time.GetUtcNow())
                : LookAgain(day) ?? new ReconciliationChange().End(ReconciliationOutcome.NotSettled, time.GetUtcNow()), cancellationToken);

    /// <summary>Counts the day, and asks the city brain whether it balances (uploadCheckRecord, R63).</summary>
    public Task<ReconciliationStanding> CheckAsync(ReconciliationTurn turn, CancellationToken cancellationToken) =>
        TakeAsync(turn, ReconciliationPhase.Checking, day => CheckAsync(day, cancellationToken), cancellationToken);

    /// <summary>Compares the next part that is off with the city brain's list (downUID, R67), and sends again what is missing there (R69).</summary>
    public Task<ReconciliationStanding> CompareAsync(ReconciliationTurn turn, CancellationToken cancellationToken) =>
        TakeAsync(turn, ReconciliationPhase.Comparing, day => CompareAsync(day, cancellationToken), cancellationToken);

    /// <summary>Compares the day's bills (checkDailyBill, R61), and ends.</summary>
    public async Task<ReconciliationStanding> CheckBillsAsync(ReconciliationTurn turn, CancellationToken cancellationToken)
    {
        ReconciliationRow? ended = null;
        var standing = await TakeAsync(
            turn, ReconciliationPhase.Bills, day => CheckBillsAsync(day, cancellationToken), cancellationToken, after => ended = after).ConfigureAwait(false);
        if (ended is { IsOver: true })
        {
            Tell(ended);
        }

        return standing;
    }

    private async Task<ReconciliationChange> CheckAsync(ReconciliationRow day, CancellationToken cancellationToken)
    {
        // Before it is counted: what changes from now on marks the day anew.
        var mark = await changed.FindAsync(day.Site, day.Day, cancellationToken).ConfigureAwait(false);
        var deadLetters = new List<DayEntry>();
        var counts = await days.CountAsync(
            day.Site,
            day.Day,
            letter =>
            {
                if (deadLetters.Count < DayRepair.MostNamed)
                {
                    deadLetters.Add(letter);
                }
            },
            cancellationToken).ConfigureAwait(false);
        await store.KeepAsync(
            day,
            deadLetters.Select(letter => new Finding(NameOf(letter.Kind), FindingKind.DeadLetter, letter.Key, letter.Uid, day.Round)),
            cancellationToken).ConfigureAwait(false);

        var answer = await calls.CheckAsync(day.Site, BusinessDays.Parse(day.Day), counts, cancellationToken).ConfigureAwait(false);
        if (answer is not { Outcome: AnswerOutcome.Accepted, Body: { } body } || CheckRecordAnswer.Read(body) is not { IsReadable: true } marks)
        {
            return Unanswered(day, answer);
        }

        var now = time.GetUtcNow();
        var change = new ReconciliationChange()
            .Add(day, new CheckRound(day.Round, now, counts, marks.AccountMark!.Value, marks.PhotoMark!.Value))
            .Set(C.Mark, mark?.ToString() ?? string.Empty);
        return marks.Balances
            ? change.End(ReconciliationOutcome.Balanced, now)
            : change
                .Set(C.PartsOff, ReconciliationRow.Joined(DayPart.All.Where(part => part.IsOff(marks)).Select(part => part.Name)))
                .Set(C.Refusals, string.Empty)
                .Set(C.HasCompared, false)
                .GoOn(ReconciliationPhase.Comparing, now);
    }

    private async Task<ReconciliationChange> CompareAsync(ReconciliationRow day, CancellationToken cancellationToken)
    {
        var part = DayPart.Of(day.PartsOff[0]);
        var comparison = await comparer.CompareAsync(day, part, cancellationToken).ConfigureAwait(false);
        if (comparison.Unusable is { } answer)
        {
            return Unanswered(day, answer);
        }

        var byUploadDay = options.DownUidClock == ReconciliationOptions.UploadClock;
        await repair.KeepOthersAsync(day, part, comparison, byUploadDay, cancellationToken).ConfigureAwait(false);
        if (comparison.Refusal is not { } reason)
        {
            var resent = await repair.ResendAsync(day, part, comparison, cancellationToken).ConfigureAwait(false);
            if (resent > 0)
            {
                metrics.Resent(part.Name, resent);
            }

            return Next(day, new ReconciliationChange().Set(C.Resent, day.Resent + resent).Set(C.HasCompared, true), day.Refusals, hasCompared: true);
        }

        await repair.KeepMissingAsync(day, part, comparison, cancellationToken).ConfigureAwait(false);
        metrics.Refused(reason);
        ReconciliationLog.Refused(logger, day.Site.Value, day.Day, part.Name, reason);
        return Next(day, new ReconciliationChange(), [.. day.Refusals, $"{part.Name} {reason}"], day.HasCompared);
    }

    // A round in which nothing could be done need not be followed by another.
    private ReconciliationChange Next(ReconciliationRow day, ReconciliationChange change, IReadOnlyList<string> refusals, bool hasCompared)
    {
        var now = time.GetUtcNow();
        var left = day.PartsOff.Skip(1).ToList();
        change.Set(C.PartsOff, ReconciliationRow.Joined(left)).Set(C.Refusals, ReconciliationRow.Joined(refusals));
        if (left.Count > 0)
        {
            return change.GoOn(ReconciliationPhase.Comparing, now);
        }

        return hasCompared && day.Round < options.MostRounds
            ? change.Set(C.Round, day.Round + 1).GoOn(ReconciliationPhase.Settling, now, options.Pause)
            : change.End(refusals.Count > 0 ? ReconciliationOutcome.Refused : ReconciliationOutcome.Unbalanced, now);
    }

    private async Task<ReconciliationChange> CheckBillsAsync(ReconciliationRow day, CancellationToken cancellationToken)
    {
        var comparison = await bills.CompareAsync(day, cancellationToken).ConfigureAwait(false);
        if (comparison.Unusable is { } answer && IsWorthAnotherTry(answer) && LookAgain(day) is { } again)
        {
            return again;
        }

        await store.KeepAsync(day, comparison.Findings, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var change = new ReconciliationChange().Set(C.BillsOutcome, comparison.Outcome);
        if (comparison.Sums is { } sums)
        {
            change.Set(C.Sums, JsonSerializer.Serialize(sums, ReconciliationJson.Default.BillSums));
        }

        if (comparison.HasActed && day.BillRound < options.MostRounds)
        {
            return change.Set(C.BillRound, day.BillRound + 1).GoOn(ReconciliationPhase.Bills, now, options.Pause);
        }

        if (day is { Outcome: ReconciliationOutcome.Balanced, Mark: { } mark })
        {
            await changed.RemoveAsync(day.Site, day.Day, new ETag(mark), cancellationToken).ConfigureAwait(false);
        }

        return change.Set(C.Words, comparison.Unusable is { } unusable ? WordsOf(unusable) : day.Words ?? string.Empty).Set(C.Phase, ReconciliationPhase.Over).Set(C.EndedAt, now);
    }

    private void Tell(ReconciliationRow day)
    {
        metrics.Ended(day.Outcome!, day.BillsOutcome!);
        if (day.IsSettled)
        {
            ReconciliationLog.Balanced(logger, day.Site.Value, day.Day, day.Round, day.Resent, day.BillsOutcome!);
        }
        else
        {
            ReconciliationLog.NotBalanced(logger, day.Site.Value, day.Day, day.Outcome!, day.Round, day.Resent, day.BillsOutcome!);
        }
    }

    // A city brain that is away, or fails, may answer later; one that refuses the question will refuse it again.
    private ReconciliationChange Unanswered(ReconciliationRow day, CityBrainAnswer answer) =>
        (IsWorthAnotherTry(answer) ? LookAgain(day) : null)
        ?? new ReconciliationChange()
            .Set(C.Words, WordsOf(answer))
            .End(ReconciliationOutcome.Unanswered, time.GetUtcNow());

    // A success that cannot be used must not read as one.
    private static string WordsOf(CityBrainAnswer answer) => answer.Outcome == AnswerOutcome.Accepted
        ? "the answer cannot be read"
        : string.Create(CultureInfo.InvariantCulture, $"{answer.ResultCode} {answer.Message}").Trim();

    private static bool IsWorthAnotherTry(CityBrainAnswer answer) => answer.Outcome is AnswerOutcome.NothingAnswered or AnswerOutcome.RecordError;

    // Null: patience is at its end.
    private ReconciliationChange? LookAgain(ReconciliationRow day)
    {
        var now = time.GetUtcNow();
        return now - day.PhaseSince < options.Patience ? new ReconciliationChange().Set(C.NextAt, now + options.LookEvery) : null;
    }

    private async Task<ReconciliationStanding> TakeAsync(
        ReconciliationTurn turn,
        string phase,
        Func<ReconciliationRow, Task<ReconciliationChange>> step,
        CancellationToken cancellationToken,
        Action<ReconciliationRow>? written = null)
    {
        var day = await store.FindAsync(turn.SiteId(), turn.Day, cancellationToken).ConfigureAwait(false);
        if (day is null || day.Generation != turn.Generation || day.Phase != phase || day.NextAt > time.GetUtcNow() + Slack)
        {
            return Standing(day, turn);
        }

        var after = await store.UpdateAsync(day, await step(day).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (after is not null)
        {
            written?.Invoke(after);
        }

        return Standing(after ?? await store.FindAsync(turn.SiteId(), turn.Day, cancellationToken).ConfigureAwait(false), turn);
    }

    private static ReconciliationStanding Standing(ReconciliationRow? day, ReconciliationTurn turn) => day is null || day.Generation != turn.Generation
        ? new ReconciliationStanding(ReconciliationStanding.Superseded, default, null)
        : new ReconciliationStanding(day.Phase, day.NextAt, day.Outcome);

    private static string NameOf(string kind) => DayPart.All.Single(part => part.Kind == kind).Name;
}
