using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.Audit;

/// <summary>Tells how the reconciliations of a stay's days have ended, and what their last runs have found of the stay.</summary>
internal sealed class ReconciliationAudit(ReconciliationStore store)
{
    /// <summary>What happened.</summary>
    /// <param name="site">The car park.</param>
    /// <param name="uid">流水号 of the stay.</param>
    /// <param name="days">The business days of its records, yyyyMMdd.</param>
    /// <param name="stayBills">Its bills.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<AuditEntry>> EntriesAsync(
        SiteId site, string uid, IEnumerable<string> days, IReadOnlyList<BillRow> stayBills, CancellationToken cancellationToken)
    {
        var bills = stayBills.Select(bill => bill.BillId).ToHashSet(StringComparer.Ordinal);
        var entries = new List<AuditEntry>();
        foreach (var day in days.Distinct(StringComparer.Ordinal))
        {
            if (await store.FindAsync(site, day, cancellationToken).ConfigureAwait(false) is not { } run)
            {
                continue;
            }

            var findings = await store.FindingsAsync(run, int.MaxValue, cancellationToken).ConfigureAwait(false);
            entries.AddRange(findings.Where(IsOfTheStay).Select(finding => Entry(run, finding)));
            entries.Add(new AuditEntry(run.EndedAt ?? run.PhaseSince, AuditEvents.ReconciliationPrefix + run.State, $"day {run.Date}") { Actor = run.Actor });
        }

        return entries;

        bool IsOfTheStay(Finding finding) => finding.Uid == uid || (finding.Part == Finding.BillsPart && bills.Contains(finding.Key));
    }

    private static AuditEntry Entry(ReconciliationRow run, Finding finding) =>
        new(run.EndedAt ?? run.PhaseSince, AuditEvents.ReconciliationPrefix + finding.What, $"{finding.Part} {finding.Key}") { Msg = finding.Detail };
}
