using HzFunctions.CityBrain;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>Sends again what the city brain has lost, through the outbox as everything else (R69), and tells what it has that we have not.</summary>
internal sealed class DayRepair(
    ITable table, EventJournal journal, ReconciliationStore store, SequenceSource sequences, IBell bell, TimeProvider time, ILogger<DayRepair> logger)
{
    /// <summary>What a report names of one part and one kind at most; the numbers are complete.</summary>
    public const int MostNamed = 200;

    /// <summary>
    /// Sends records again, each only if it was forwarded before the list was asked for. So a second run of this sends nothing twice: what the first one put into
    /// the outbox is pending, or was forwarded since.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> ResendAsync(ReconciliationRow day, DayPart part, PartComparison comparison, CancellationToken cancellationToken)
    {
        var resent = 0;
        foreach (var batch in comparison.Missing.Chunk(MostNamed))
        {
            var lost = new List<JournalRow>();
            foreach (var entry in batch)
            {
                if (await journal.FindAsync(day.Site, entry.Kind, entry.Key, cancellationToken).ConfigureAwait(false) is { State: JournalState.Forwarded } record
                    && record.DecidedAt < comparison.AskedAt)
                {
                    lost.Add(record);
                }
            }

            // Before they go: what is sent must not be missing in the report.
            await store.KeepAsync(day, lost.Select(record => new Finding(part.Name, FindingKind.Resent, record.Key, record.Uid, day.Round)), cancellationToken).ConfigureAwait(false);
            foreach (var record in lost)
            {
                var changes = JournalChanges.BackToOutbox(day.Site, record, sequences.Next(record.Kind), time.GetUtcNow());
                resent += (await table.WriteAsync(changes, cancellationToken).ConfigureAwait(false)).Done ? 1 : 0;
            }
        }

        if (resent > 0)
        {
            await bell.TryRingAsync(day.Site, logger).ConfigureAwait(false);
        }

        return resent;
    }

    /// <summary>Keeps what is missing and is not sent again.</summary>
    public Task KeepMissingAsync(ReconciliationRow day, DayPart part, PartComparison comparison, CancellationToken cancellationToken) => store.KeepAsync(
        day,
        comparison.Missing.Take(MostNamed).Select(entry => new Finding(part.Name, FindingKind.Missing, entry.Key, entry.Uid, day.Round, comparison.Refusal)),
        cancellationToken);

    /// <summary>Keeps what the city brain has and we do not count: nothing is made of it.</summary>
    public async Task KeepOthersAsync(ReconciliationRow day, DayPart part, PartComparison comparison, bool byUploadDay, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var (key, uid) in comparison.Others.Take(MostNamed))
        {
            var record = await FindAsync(day.Site, part.Kind, key, uid, cancellationToken).ConfigureAwait(false);
            if (KindOf(day, record, byUploadDay) is { } kind)
            {
                findings.Add(new Finding(part.Name, kind, record?.Key ?? key ?? RowKeyText.Escape(uid!), record?.Uid ?? uid, day.Round, Detail(record)));
            }
        }

        await store.KeepAsync(day, findings, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JournalRow?> FindAsync(SiteId site, string kind, string? key, string? uid, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            var range = RowRange.StartingWith(site.Value, $"{Rows.UidPrefix(uid!)}{kind}|");
            key = await table.ReadAsync(range, 1, ["RowKey"], cancellationToken).ConfigureAwait(false) is [var index] ? Rows.KindAndKey(index.RowKey).Key : null;
        }

        return key is { Length: <= RowKeyText.MaximumLength } ? await journal.FindAsync(site, kind, key, cancellationToken).ConfigureAwait(false) : null;
    }

    // Null: there is nothing to tell. By the clock of uploads records of other days are in the list by right; what is on its way will be judged by the next round.
    private static string? KindOf(ReconciliationRow day, JournalRow? record, bool byUploadDay) => record switch
    {
        null => FindingKind.UnknownHere,
        { State: JournalState.Refused or JournalState.Discarded } => FindingKind.RefusedHere,
        _ when record.Day != day.Day && !byUploadDay => FindingKind.OtherDay,
        _ => null,
    };

    private static string? Detail(JournalRow? record) =>
        record is null ? null : $"{JournalStates.Text(record.State)} {ChinaTime.FormatDay(BusinessDays.Parse(record.Day))}";
}
