using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using HzFunctions.CityBrain;
using HzFunctions.Durable.Generations;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>The row of a day (<c>D|…</c>): how far its reconciliation has come, and how it ended. Orchestrations come and go; what they do follows from this.</summary>
internal sealed class ReconciliationRow(SiteId site, TableEntity entity)
{
    public SiteId Site => site;

    public ETag ETag => entity.ETag;

    /// <summary>The business day, yyyyMMdd.</summary>
    public string Day => entity.RowKey[ReconciliationRows.DayPrefix.Length..];

    /// <summary>The business day as people and the standard write it, yyyy-MM-dd.</summary>
    public string Date => ChinaTime.FormatDay(BusinessDays.Parse(Day));

    /// <summary>The outcome of what has ended, else the phase.</summary>
    public string State => IsOver ? Outcome! : Phase;

    /// <summary>Which instance drives it, counted from 1 over all runs.</summary>
    public int Generation => entity.GetInt32(Columns.Generation) ?? 1;

    /// <summary>The generation with which the run began; its findings bear it.</summary>
    public int Run => entity.GetInt32(Columns.Run) ?? 1;

    /// <summary>One of <see cref="ReconciliationPhase"/>.</summary>
    public string Phase => entity.GetString(Columns.Phase);

    /// <summary>Since when it is in its phase: patience is counted from then.</summary>
    public DateTimeOffset PhaseSince => entity.GetDateTimeOffset(Columns.PhaseSince)!.Value;

    /// <summary>When its next step is due.</summary>
    public DateTimeOffset NextAt => entity.GetDateTimeOffset(Columns.NextAt)!.Value;

    public DateTimeOffset StartedAt => entity.GetDateTimeOffset(Columns.StartedAt)!.Value;

    public DateTimeOffset? EndedAt => IsOver ? entity.GetDateTimeOffset(Columns.EndedAt) : null;

    /// <summary>Who asked for it; null: the night.</summary>
    public string? Actor => Text(Columns.Actor);

    /// <summary>Whether an operator has allowed to send more again than the limits allow.</summary>
    public bool IsBeyondLimits => entity.GetBoolean(Columns.BeyondLimits) ?? false;

    /// <summary>The round, counted from 1.</summary>
    public int Round => entity.GetInt32(Columns.Round) ?? 1;

    /// <summary>The round of the bills, counted from 1.</summary>
    public int BillRound => entity.GetInt32(Columns.BillRound) ?? 1;

    /// <summary>The checks so far.</summary>
    public IReadOnlyList<CheckRound> Rounds => Text(Columns.Rounds) is { } json
        ? JsonSerializer.Deserialize(json, ReconciliationJson.Default.IReadOnlyListCheckRound)!
        : [];

    /// <summary>The parts that are off and still to be compared.</summary>
    public IReadOnlyList<string> PartsOff => Lines(Columns.PartsOff);

    /// <summary>Why nothing of a part was sent again in this round, each as <c>{part} {reason}</c>.</summary>
    public IReadOnlyList<string> Refusals => Lines(Columns.Refusals);

    /// <summary>Records that were sent again, over all rounds.</summary>
    public int Resent => entity.GetInt32(Columns.Resent) ?? 0;

    /// <summary>Whether a part of this round could be compared: then another round may find it balanced.</summary>
    public bool HasCompared => entity.GetBoolean(Columns.HasCompared) ?? false;

    /// <summary>The day's mark when it was last counted, or null: what has changed since is not in the numbers.</summary>
    public string? Mark => Text(Columns.Mark);

    /// <summary>One of <see cref="ReconciliationOutcome"/>; null until it is known.</summary>
    public string? Outcome => Text(Columns.Outcome);

    /// <summary>The same of the bills.</summary>
    public string? BillsOutcome => Text(Columns.BillsOutcome);

    /// <summary>Both sides' sums of the bills.</summary>
    public BillSums? Sums => Text(Columns.Sums) is { } json ? JsonSerializer.Deserialize(json, ReconciliationJson.Default.BillSums) : null;

    /// <summary>The city brain's words where an answer could not be used; they may name a plate.</summary>
    public string? Words => Text(Columns.Words);

    public bool IsOver => Phase == ReconciliationPhase.Over;

    /// <summary>Whether nothing is left to be done about the day, until something of it changes.</summary>
    public bool IsSettled => IsOver && Outcome == ReconciliationOutcome.Balanced && BillsOutcome is ReconciliationOutcome.Balanced or ReconciliationOutcome.NotOurs;

    /// <summary>The instance that drives it. A key that would be too long for an id of the host's is a hash in it.</summary>
    public GenerationId Instance => InstanceOf(site, Day, Generation);

    public static GenerationId InstanceOf(SiteId site, string day, int generation) => new($"reconciliation-{site.Value}-{day}", generation);

    /// <summary>The row with other columns.</summary>
    public ReconciliationRow With(IReadOnlyDictionary<string, object> columns, ETag etag)
    {
        var changed = new TableEntity(entity) { ETag = etag };
        foreach (var (name, value) in columns)
        {
            changed[name] = value;
        }

        return new ReconciliationRow(site, changed);
    }

    /// <summary>How lines of a column are written.</summary>
    public static string Joined(IEnumerable<string> lines) => string.Join(Line, lines);

    public override string ToString() => $"{site} {Day} {Phase}";

    private const char Line = '\n';

    private string? Text(string column) => entity.GetString(column) is { Length: > 0 } text ? text : null;

    private string[] Lines(string column) => Text(column)?.Split(Line) ?? [];

    /// <summary>The columns' names. A merge can write an empty text, but cannot remove a column.</summary>
    internal static class Columns
    {
        public const string Generation = "Generation";
        public const string Run = "Run";
        public const string Phase = "Phase";
        public const string PhaseSince = "PhaseSince";
        public const string NextAt = "NextAt";
        public const string StartedAt = "StartedAt";
        public const string EndedAt = "EndedAt";
        public const string Actor = "Actor";
        public const string BeyondLimits = "BeyondLimits";
        public const string Round = "Round";
        public const string BillRound = "BillRound";
        public const string Rounds = "Rounds";
        public const string PartsOff = "PartsOff";
        public const string Refusals = "Refusals";
        public const string Resent = "Resent";
        public const string HasCompared = "HasCompared";
        public const string Mark = "Mark";
        public const string Outcome = "Outcome";
        public const string BillsOutcome = "BillsOutcome";
        public const string Sums = "Sums";
        public const string Words = "Words";
    }
}

/// <summary>One check of a day (uploadCheckRecord): what was told, and the marks that came back.</summary>
internal sealed record CheckRound(int Round, DateTimeOffset At, DayCounts Counts, long AccountMark, long PhotoMark);

/// <summary>Number and sums of the bills of a day, in fen: ours, and the city brain's.</summary>
internal sealed record BillSums(int Count, long ShouldPay, long ActualPay, long? CityCount, long? CityShouldPay, long? CityActualPay);
