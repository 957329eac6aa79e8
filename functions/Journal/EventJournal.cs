using System.Diagnostics;
using Azure.Data.Tables;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Journal;

/// <summary>
/// Accepts events into the journal and its outbox, in one transaction: after it the event cannot be lost, before it
/// nothing was promised.
/// </summary>
internal sealed class EventJournal(ITable table, SequenceSource sequences, TimeProvider time)
{
    /// <summary>How long a record that left the outbox is left alone when the same content comes again.</summary>
    public static readonly TimeSpan ResendAfter = TimeSpan.FromMinutes(10);

    // Each round is lost only to another writer that succeeded; so many in a row mean something else is wrong.
    private const int MaximumRounds = 10;

    private const int NewerStatesLookedAt = 20;

    /// <summary>Accepts an event; when this returns, the event is durable.</summary>
    public async Task<Acceptance> AcceptAsync(SiteId site, EventRecord record, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaximumRounds; round++)
        {
            var first = await table.WriteAsync(FirstRevision(site, record), cancellationToken).ConfigureAwait(false);
            if (first.Done)
            {
                return new Acceptance(AcceptanceKind.New, JournalState.Pending);
            }

            var known = await FindAsync(site, record.Kind, record.Key, cancellationToken).ConfigureAwait(false);
            if (known is not null && await AcceptAgainAsync(site, known, record, cancellationToken).ConfigureAwait(false) is { } acceptance)
            {
                return acceptance;
            }
        }

        throw new IOException("A journal row changed under every attempt to accept an event into it.");
    }

    /// <summary>One record, or null.</summary>
    public async Task<JournalRow?> FindAsync(SiteId site, string kind, string key, CancellationToken cancellationToken)
    {
        var read = await table.GetAsync(site.Value, Rows.Event(kind, key), cancellationToken).ConfigureAwait(false);
        return read.Row is null ? null : new JournalRow(read.Row);
    }

    /// <summary>The arrival of a stay, or null when none is known.</summary>
    public async Task<JournalRow?> FindArrivalAsync(SiteId site, string uid, CancellationToken cancellationToken)
    {
        var prefix = $"{Rows.UidPrefix(uid)}{RecordKind.Arrival}|";
        var found = await table.ReadAsync(RowRange.StartingWith(site.Value, prefix), 1, ["RowKey"], cancellationToken).ConfigureAwait(false);
        return found is [var index]
            ? await FindAsync(site, RecordKind.Arrival, Rows.KindAndKey(index.RowKey).Key, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>True when a newer parking state than this one has gone up or is about to; their keys sort as their times do.</summary>
    public async Task<bool> HasNewerStateAsync(SiteId site, JournalRow state, CancellationToken cancellationToken)
    {
        var newer = RowRange.StartingWith(site.Value, Rows.Event(RecordKind.ParkingState, string.Empty)).After(Rows.Event(state.Kind, state.Key));
        var found = await table.ReadAsync(newer, NewerStatesLookedAt, [JournalRow.Columns.State], cancellationToken).ConfigureAwait(false);
        return found.Any(row => new JournalRow(row).State is not (JournalState.Refused or JournalState.Discarded));
    }

    private async Task<Acceptance?> AcceptAgainAsync(SiteId site, JournalRow known, EventRecord record, CancellationToken cancellationToken)
    {
        if (known.ContentHash != record.ContentHash)
        {
            return IsOlder(record, known)
                ? new Acceptance(AcceptanceKind.Older, known.State)
                : await WriteAsync(Revision(site, known, record), AcceptanceKind.Revision, cancellationToken).ConfigureAwait(false);
        }

        return known.State is JournalState.Forwarded or JournalState.Refused && time.GetUtcNow() - known.DecidedAt > ResendAfter
            ? await WriteAsync(JournalChanges.BackToOutbox(site, known, sequences.Next(known.Kind), time.GetUtcNow()), AcceptanceKind.Resend, cancellationToken).ConfigureAwait(false)
            : new Acceptance(AcceptanceKind.Repeat, known.State);
    }

    private async Task<Acceptance?> WriteAsync(
        IReadOnlyList<TableTransactionAction> changes, AcceptanceKind kind, CancellationToken cancellationToken)
    {
        var written = await table.WriteAsync(changes, cancellationToken).ConfigureAwait(false);
        return written.Done ? new Acceptance(kind, JournalState.Pending) : null;
    }

    // The standard writes times so that their text sorts as they do (R33).
    private static bool IsOlder(EventRecord record, JournalRow known) =>
        string.CompareOrdinal(record.UploadTime, known.UploadTime) < 0;

    private List<TableTransactionAction> FirstRevision(SiteId site, EventRecord record)
    {
        var sequence = sequences.Next(record.Kind);
        return
        [
            new(TableTransactionActionType.Add, JournalRow.New(site, record, sequence, time.GetUtcNow(), Activity.Current?.Id)),
            new(TableTransactionActionType.Add, OutboxRow.New(site, sequence, record.Kind, record.Key, record.Uid, record.Day, revision: 1)),
            .. JournalChanges.Indexes(site, record),
            .. JournalChanges.ChangedDays(site, record.Kind, time.GetUtcNow(), record.Day),
        ];
    }

    private List<TableTransactionAction> Revision(SiteId site, JournalRow known, EventRecord record)
    {
        var sequence = sequences.Next(record.Kind);
        return
        [
            new(TableTransactionActionType.UpdateReplace, known.Revised(record, sequence, Activity.Current?.Id), known.ETag),
            new(TableTransactionActionType.Add, OutboxRow.New(site, sequence, record.Kind, record.Key, record.Uid, record.Day, known.Revision + 1)),
            JournalChanges.KeepPast(known),
            .. JournalChanges.LeaveState(site, known),
            .. JournalChanges.StaleIndexes(site, known, record),
            .. JournalChanges.Indexes(site, record),
            .. JournalChanges.ChangedDays(site, record.Kind, time.GetUtcNow(), known.Day, record.Day),
        ];
    }
}
