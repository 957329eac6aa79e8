using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>A day whose reconciliation has ended, as the orchestration leaves it.</summary>
internal static class EndedDay
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Writes one that li asked for, with one check of five arrivals.</summary>
    public static async Task WriteAsync(ReconciliationStore store, SiteId site, string day, string outcome, params Finding[] findings)
    {
        var begun = (await store.BeginAsync(site, day, null, "li", beyondLimits: false, Stop))!;
        await store.KeepAsync(begun, findings, Stop);
        var change = new ReconciliationChange()
            .Add(begun, new CheckRound(1, begun.StartedAt, new DayCounts(5, 0, 0, 0, 7, 0), 1, 0))
            .Set(ReconciliationRow.Columns.Resent, findings.Length)
            .Set(ReconciliationRow.Columns.Outcome, outcome)
            .Set(ReconciliationRow.Columns.BillsOutcome, ReconciliationOutcome.NotOurs)
            .Set(ReconciliationRow.Columns.EndedAt, begun.StartedAt)
            .GoOn(ReconciliationPhase.Over, begun.StartedAt);
        Assert.NotNull(await store.UpdateAsync(begun, change, Stop));
    }
}
