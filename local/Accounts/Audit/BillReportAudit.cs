using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.CitySimulator.Admin;

namespace HzFunctions.Local.Accounts.Audit;

/// <summary>
/// A bill that stays unpaid is reported as abnormal as often as the standard asks (R59, R60), and no oftener; whether each report came in its
/// time is judged by the city brain.
/// </summary>
internal static class BillReportAudit
{
    // A report may be on its way when the bill is paid.
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(3);

    public static IEnumerable<Imbalance> FaultsOf(AccountedBill bill, BillTerms terms)
    {
        if (bill.City is not { AppliedAt: { } applied } city)
        {
            yield break;
        }

        var due = applied + terms.Deadlines.UnpaidAfter;
        var end = city.PaidAt ?? city.CancelledAt ?? terms.ReadAt;
        var most = MostOf(city, due, end, terms);
        if (city.Reports.Count > most)
        {
            yield return BillAudit.Of(ImbalanceKind.BillReports, bill, $"was reported {city.Reports.Count} times, and {most} would be enough");
        }

        if (!city.InAdvance && FirstMissing(city, due, end, terms) is { } missing)
        {
            yield return BillAudit.Of(ImbalanceKind.BillReports, bill, $"was not reported around {(missing - applied).TotalSeconds:0} s after its acceptance");
        }
    }

    // By when a report should have come that did not; null: none is missing.
    private static DateTimeOffset? FirstMissing(BillView city, DateTimeOffset due, DateTimeOffset end, BillTerms terms)
    {
        foreach (var reported in city.Reports.Append(end))
        {
            if (reported > due + terms.Slack)
            {
                return due;
            }

            due = reported + terms.Deadlines.ReportEvery;
        }

        return null;
    }

    private static int MostOf(BillView city, DateTimeOffset due, DateTimeOffset end, BillTerms terms)
    {
        var overdue = end + UnderWay - due;
        return city.InAdvance || overdue < TimeSpan.Zero ? 0 : 1 + (int)(overdue / terms.Deadlines.ReportEvery) + terms.Restarts;
    }
}
