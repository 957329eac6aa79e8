using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;
using C = HzFunctions.Functions.Reconciliation.ReconciliationRow.Columns;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>The table <c>Reconciliations</c>: a row for each day of a car park, and what was found of it.</summary>
internal sealed class ReconciliationStore(ITable table, TimeProvider time)
{
    private const int MostInATransaction = 100;
    private const int MostDays = 100;

    // The timer looks after the days of the last week only: a run of another day that is so late has no orchestration any more.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>The table.</summary>
    public ITable Table => table;

    /// <summary>A day, or null.</summary>
    public async Task<ReconciliationRow?> FindAsync(SiteId site, string day, CancellationToken cancellationToken)
    {
        var row = (await table.GetAsync(site.Value, ReconciliationRows.Day(day), cancellationToken).ConfigureAwait(false)).Row;
        return row is null ? null : new ReconciliationRow(site, row);
    }

    /// <summary>The nights of a car park, or null where it is new, and its days from <paramref name="from"/> on.</summary>
    public async Task<(NightsRow? Nights, IReadOnlyList<ReconciliationRow> Days)> ReadAsync(SiteId site, string from, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(site.Value, ReconciliationRows.DayPrefix) with { From = ReconciliationRows.Day(from) };
        var rows = await table.ReadAsync(range, MostDays, columns: null, cancellationToken).ConfigureAwait(false);
        var nights = rows.FirstOrDefault(row => row.RowKey == ReconciliationRows.Nights);
        return (nights is null ? null : NightsRow.Read(nights), rows.Where(row => row != nights).Select(row => new ReconciliationRow(site, row)).ToList());
    }

    /// <summary>Writes the nights of a car park, where they are as they were read. False: somebody else was faster.</summary>
    public async Task<bool> WriteAsync(SiteId site, NightsRow nights, CancellationToken cancellationToken)
    {
        var row = nights.ToRow(site);
        var change = nights.ETag == default
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, nights.ETag);
        return (await table.WriteAsync([change], cancellationToken).ConfigureAwait(false)).Done;
    }

    /// <summary>Begins a run. Null: one is under way, or somebody else was faster.</summary>
    /// <param name="site">The car park.</param>
    /// <param name="day">The day.</param>
    /// <param name="known">The day as it was read; null: there was none.</param>
    /// <param name="actor">Who asks for it; null: the night.</param>
    /// <param name="beyondLimits">Whether more may be sent again than the limits allow.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ReconciliationRow?> BeginAsync(
        SiteId site, string day, ReconciliationRow? known, string? actor, bool beyondLimits, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (known is { IsOver: false } && now - known.NextAt < Abandoned)
        {
            return null;
        }

        var generation = (known?.Generation ?? 0) + 1;
        var row = new TableEntity(site.Value, ReconciliationRows.Day(day))
        {
            ETag = known?.ETag ?? default,
            [C.Generation] = generation,
            [C.Run] = generation,
            [C.Phase] = ReconciliationPhase.Settling,
            [C.PhaseSince] = now,
            [C.NextAt] = now,
            [C.StartedAt] = now,
            [C.Actor] = actor,
            [C.BeyondLimits] = beyondLimits,
        };
        var change = known is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, known.ETag);
        var written = await table.WriteAsync([change], cancellationToken).ConfigureAwait(false);
        return written.Done ? new ReconciliationRow(site, new TableEntity(row) { ETag = written.ETags[0] }) : null;
    }

    /// <summary>Changes a day; null: somebody else was faster.</summary>
    public async Task<ReconciliationRow?> UpdateAsync(ReconciliationRow day, ReconciliationChange change, CancellationToken cancellationToken)
    {
        var row = new TableEntity(day.Site.Value, ReconciliationRows.Day(day.Day)) { ETag = day.ETag };
        foreach (var (name, value) in change.Columns)
        {
            row[name] = value;
        }

        var written = await table.WriteAsync([new(TableTransactionActionType.UpdateMerge, row, day.ETag)], cancellationToken).ConfigureAwait(false);
        return written.Done ? day.With(change.Columns, written.ETags[0]) : null;
    }

    /// <summary>Keeps what was found; the same again is the same row.</summary>
    public async Task KeepAsync(ReconciliationRow day, IEnumerable<Finding> findings, CancellationToken cancellationToken)
    {
        var prefix = ReconciliationRows.Findings(day.Day, day.Run);
        var rows = findings.Select(finding => finding.ToRow(day.Site, prefix)).DistinctBy(row => row.RowKey, StringComparer.Ordinal);
        foreach (var batch in rows.Chunk(MostInATransaction))
        {
            await table.WriteAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)).ToList(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the last run has found of a day.</summary>
    public async Task<IReadOnlyList<Finding>> FindingsAsync(ReconciliationRow day, int most, CancellationToken cancellationToken)
    {
        var range = RowRange.StartingWith(day.Site.Value, ReconciliationRows.Findings(day.Day, day.Run));
        var found = new List<Finding>();
        await foreach (var row in table.ReadAllAsync(range, columns: null, cancellationToken).ConfigureAwait(false))
        {
            found.Add(Finding.Read(row));
            if (found.Count == most)
            {
                break;
            }
        }

        return found;
    }
}

/// <summary>The nights of a car park (<c>D|~</c>).</summary>
/// <param name="Since">The first day that is reconciled, yyyyMMdd: that on which the car park was first seen.</param>
/// <param name="Night">The last night that was begun, yyyyMMdd, or an empty text.</param>
/// <param name="ETag">As it was read; the default: it is new.</param>
internal sealed record NightsRow(string Since, string Night, ETag ETag)
{
    public static NightsRow Read(TableEntity row) => new(row.GetString(nameof(Since)), row.GetString(nameof(Night)), row.ETag);

    public TableEntity ToRow(SiteId site) =>
        new(site.Value, ReconciliationRows.Nights) { ETag = ETag, [nameof(Since)] = Since, [nameof(Night)] = Night };
}
