using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Forwarding;

/// <summary>Decides what an answer of the city brain means: one of a closed set of failures, or success.</summary>
internal sealed class RecordJudge(
    EventJournal journal, AccessStandings standings, ForwardingOptions options, TimeProvider time, Random chance, ILogger<RecordJudge> logger)
{
    public async Task<Judgement> JudgeAsync(
        DrainSession session, JournalRow record, CityBrainAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Outcome == AnswerOutcome.NothingAnswered)
        {
            session.NothingAnswered = true;
            return Judgement.Stop;
        }

        session.AnsweredOnce = true;
        if (answer.Outcome is AnswerOutcome.NoData or AnswerOutcome.Refused)
        {
            return await OnRefusalAsync(session, record, answer, cancellationToken).ConfigureAwait(false);
        }

        await EndStreakAsync(session, cancellationToken).ConfigureAwait(false);
        return answer.Outcome == AnswerOutcome.Accepted ? Judgement.Decide(JournalState.Forwarded) : OnRecordError(record);
    }

    private Judgement OnRecordError(JournalRow record)
    {
        var now = time.GetUtcNow();
        return now - record.FirstFailedAt > options.RecordPatience
            ? Judgement.Decide(JournalState.Refused)
            : Judgement.Hold(now + BackOff.After(record.Attempts + 1, chance.NextDouble()));
    }

    private async Task<Judgement> OnRefusalAsync(
        DrainSession session, JournalRow record, CityBrainAnswer answer, CancellationToken cancellationToken)
    {
        if (await WaitsForItsArrivalAsync(session.Site, record, answer, cancellationToken).ConfigureAwait(false))
        {
            return Judgement.Hold(time.GetUtcNow() + BackOff.After(1, chance.NextDouble()));
        }

        return await session.StandingChanges.RunAsync(() => CountRefusalAsync(session, record, answer, cancellationToken)).ConfigureAwait(false)
            ? Judgement.Stop
            : Judgement.Decide(JournalState.Refused);
    }

    // True: the access is suspended.
    private async Task<bool> CountRefusalAsync(
        DrainSession session, JournalRow record, CityBrainAnswer answer, CancellationToken cancellationToken)
    {
        var words = $"{answer.ResultCode} {answer.Message}";
        if (session.Standing.IsSuspended && words != session.Standing.Words)
        {
            await standings.EndStreakAsync(session.AccessId, cancellationToken).ConfigureAwait(false);
        }

        var before = session.Standing;
        session.Standing = await standings.RefusedAsync(
            session.AccessId, words, ReceiptId.Of(record.Kind, record.Key), cancellationToken).ConfigureAwait(false);
        if (session.Standing.IsSuspended && !before.IsSuspended)
        {
            ForwardingLog.AccessSuspended(logger, session.AccessId);
        }

        return session.Standing.IsSuspended;
    }

    // Only an arrival precedes; one that came after its departure is still on its way, and then the refusal is no last word.
    private async Task<bool> WaitsForItsArrivalAsync(
        SiteId site, JournalRow record, CityBrainAnswer answer, CancellationToken cancellationToken) =>
        record.Uid is not null
        && record.Kind != RecordKind.Arrival
        && (answer.Outcome == AnswerOutcome.NoData || answer.ResultCode == "400")
        && await journal.FindArrivalAsync(site, record.Uid, cancellationToken).ConfigureAwait(false) is { State: JournalState.Pending };

    private async Task EndStreakAsync(DrainSession session, CancellationToken cancellationToken)
    {
        if (session.Standing.Records.Count > 0)
        {
            await session.StandingChanges.RunAsync(() => RestoreStandingAsync(session, cancellationToken)).ConfigureAwait(false);
        }
    }

    private async Task<AccessStanding> RestoreStandingAsync(DrainSession session, CancellationToken cancellationToken)
    {
        if (session.Standing.IsSuspended)
        {
            ForwardingLog.AccessResumed(logger, session.AccessId);
        }

        await standings.EndStreakAsync(session.AccessId, cancellationToken).ConfigureAwait(false);
        return session.Standing = AccessStanding.Good;
    }
}
