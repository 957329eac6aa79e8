using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Accounts.Audit;

/// <summary>Each reconciled day balances, and what was sent again is exactly what the city brain had lost (R69).</summary>
internal static class ReconciliationAudit
{
    public static ReconciliationAccount? Account(AuditInput input) => input.Reconciliations is { } days
        ? new ReconciliationAccount(days.Count, days.Count(day => day.IsBalanced), input.Losses.Count, days.Sum(day => day.Resent.Count))
        : null;

    public static IEnumerable<Imbalance> Find(AuditInput input)
    {
        if (input.Reconciliations is not { } days)
        {
            return [];
        }

        var resent = days.SelectMany(day => day.Resent.Select(id => (day.Site, RecordId: id))).ToHashSet();
        var lost = input.Losses.ToDictionary(loss => (Site: SiteOf(loss), loss.RecordId));
        return
        [
            .. days.Where(day => !day.IsBalanced).Select(day => Of(day.Site, null, null, $"{day.Day} has ended {day.State}, its bills {day.Bills ?? "not at all"}")),
            .. lost.Where(loss => !resent.Contains(loss.Key)).Select(loss => Of(loss.Key.Site, loss.Value.Interface, loss.Key.RecordId, "was lost by the city brain and not sent again")),
            .. lost.Where(loss => !loss.Value.CameAgain).Select(loss => Of(loss.Key.Site, loss.Value.Interface, loss.Key.RecordId, "was lost by the city brain and has not come again")),
            .. resent.Where(record => !lost.ContainsKey(record)).Select(record => Of(record.Site, null, record.RecordId, "was sent again although the city brain had it")),
        ];
    }

    private static Site SiteOf(LossView loss) => new(loss.AccessID, loss.ParkingCode);

    private static Imbalance Of(Site site, string? interfaceName, string? recordId, string detail) =>
        new(ImbalanceKind.Reconciliation, site, interfaceName, recordId, Receipt: null, detail);
}
