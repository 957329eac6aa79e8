using System.Text.Json;
using C = HzFunctions.Functions.Reconciliation.ReconciliationRow.Columns;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>A change of a day's row.</summary>
internal sealed class ReconciliationChange
{
    /// <summary>The columns that get another value.</summary>
    public Dictionary<string, object> Columns { get; } = new(StringComparer.Ordinal);

    public ReconciliationChange Set(string column, object value)
    {
        Columns[column] = value;
        return this;
    }

    /// <summary>Goes on to a phase, whose step is due after <paramref name="wait"/>.</summary>
    public ReconciliationChange GoOn(string phase, DateTimeOffset now, TimeSpan wait = default) =>
        Set(C.Phase, phase).Set(C.PhaseSince, now + wait).Set(C.NextAt, now + wait);

    /// <summary>The records have ended so; the bills are next.</summary>
    public ReconciliationChange End(string outcome, DateTimeOffset now) =>
        Set(C.Outcome, outcome).GoOn(ReconciliationPhase.Bills, now);

    /// <summary>Ends a run that comes to no end by itself.</summary>
    public ReconciliationChange GiveUp(ReconciliationRow day, DateTimeOffset now) => Set(C.Outcome, day.Outcome ?? ReconciliationOutcome.Unanswered)
        .Set(C.BillsOutcome, day.BillsOutcome ?? ReconciliationOutcome.Unanswered)
        .Set(C.Phase, ReconciliationPhase.Over)
        .Set(C.EndedAt, now);

    /// <summary>Adds a check.</summary>
    public ReconciliationChange Add(ReconciliationRow day, CheckRound round) =>
        Set(C.Rounds, JsonSerializer.Serialize([.. day.Rounds, round], ReconciliationJson.Default.IReadOnlyListCheckRound));
}
