using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Photos;

namespace HzFunctions.Functions.Forwarding;

/// <summary>
/// Forwards one record and writes what became of it. Nothing here can be cancelled: a record whose call has begun would go up twice.
/// </summary>
internal sealed class RecordForwarder(
    EventJournal journal,
    OutcomeWriter outcomes,
    IPhotoStore photos,
    ISiteUplink uplink,
    RecordJudge judge,
    ForwardingOptions options)
{
    private static readonly Verdict PhotoIsGone = new("photo", "the photo is no longer kept", Answered: false);
    private static readonly Verdict CityBrainWasAway = new("unreachable", "the city brain did not answer for too long", Answered: false);
    private static readonly Verdict NewerStateCame = new("superseded", "a newer uploadParkingState has come", Answered: false);

    /// <summary>Forwards the record of an outbox row.</summary>
    public async Task<RecordEnd> ForwardAsync(DrainSession session, OutboxRow row)
    {
        var record = await FindWaitingAsync(session.Site, row).ConfigureAwait(false);
        if (record is null)
        {
            return Ended(session, await outcomes.DropAsync(session.Site, row, CancellationToken.None).ConfigureAwait(false));
        }

        if (record.Kind == RecordKind.ParkingState
            && await journal.HasNewerStateAsync(session.Site, record, CancellationToken.None).ConfigureAwait(false))
        {
            return Ended(session, await outcomes.DecideAsync(
                session.Site, record, row, JournalState.Superseded, NewerStateCame, CancellationToken.None).ConfigureAwait(false));
        }

        return await CallAsync(session, record, row).ConfigureAwait(false);
    }

    /// <summary>Marks a parking state that a newer one has made needless.</summary>
    public Task<RecordEnd> SupersedeAsync(DrainSession session, OutboxRow row) =>
        DecideUnsentAsync(session, row, JournalState.Superseded, NewerStateCame);

    /// <summary>Makes a dead letter of a record that has waited too long for a city brain that does not answer.</summary>
    public Task<RecordEnd> ExpireAsync(DrainSession session, OutboxRow row) =>
        DecideUnsentAsync(session, row, JournalState.Refused, CityBrainWasAway);

    private async Task<RecordEnd> DecideUnsentAsync(
        DrainSession session, OutboxRow row, JournalState state, Verdict verdict)
    {
        var record = await FindWaitingAsync(session.Site, row).ConfigureAwait(false);
        return Ended(session, record is null
            ? await outcomes.DropAsync(session.Site, row, CancellationToken.None).ConfigureAwait(false)
            : await outcomes.DecideAsync(session.Site, record, row, state, verdict, CancellationToken.None).ConfigureAwait(false));
    }

    // Null when the record has moved on and left this outbox row behind.
    private async Task<JournalRow?> FindWaitingAsync(SiteId site, OutboxRow row)
    {
        var record = await journal.FindAsync(site, row.Kind, row.Key, CancellationToken.None).ConfigureAwait(false);
        return record is { State: JournalState.Pending } && record.Outbox == row.Sequence ? record : null;
    }

    private async Task<RecordEnd> CallAsync(DrainSession session, JournalRow record, OutboxRow row)
    {
        string? file = null;
        if (record.PhotoBlob is not null)
        {
            file = await photos.ReadBase64Async(record.PhotoBlob, CancellationToken.None).ConfigureAwait(false);
            if (file is null)
            {
                return Ended(session, await outcomes.DecideAsync(
                    session.Site, record, row, JournalState.Refused, PhotoIsGone, CancellationToken.None).ConfigureAwait(false));
            }
        }

        if (session.IsOver || !await session.Lease.CoversAsync(options.CallTimeLimit, CancellationToken.None).ConfigureAwait(false))
        {
            return RecordEnd.Stop;
        }

        var answer = await uplink.SendAsync(
            session.Site, record.Kind, record.Payload, file, options.CallTimeLimit, CancellationToken.None).ConfigureAwait(false);
        return await JudgeAsync(session, record, row, answer).ConfigureAwait(false);
    }

    private async Task<RecordEnd> JudgeAsync(DrainSession session, JournalRow record, OutboxRow row, CityBrainAnswer answer)
    {
        var judgement = await judge.JudgeAsync(session, record, answer, CancellationToken.None).ConfigureAwait(false);
        var verdict = Verdict.Of(answer);
        switch (judgement)
        {
            case { Decision: { } state }:
                return Ended(
                    session,
                    await outcomes.DecideAsync(session.Site, record, row, state, verdict, CancellationToken.None).ConfigureAwait(false));
            case { HoldUntil: { } notBefore }:
                return Ended(
                    session,
                    await outcomes.HoldBackAsync(session.Site, record, row, verdict, notBefore, CancellationToken.None).ConfigureAwait(false),
                    RecordEnd.HeldBack);
            default:
                return RecordEnd.Stop;
        }
    }

    private static RecordEnd Ended(DrainSession session, bool written, RecordEnd end = RecordEnd.Left)
    {
        if (!written)
        {
            session.Lease.GiveUp();
            return RecordEnd.Stop;
        }

        session.Moved = true;
        return end;
    }
}
