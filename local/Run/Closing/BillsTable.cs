using HzFunctions.Local.Accounts.Bills;
using Spectre.Console;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Shows what became of the bills: a line for each thing that is counted, since there are more of them than fit side by side.</summary>
internal static class BillsTable
{
    // More car parks than these do not fit side by side either.
    private const int MostCarParks = 5;

    private static readonly (string What, Func<BillAccount, int> Count)[] Lines =
    [
        ("applied for", site => site.Applied),
        ("told in advance", site => site.InAdvance),
        ("paid, by the answer", site => site.By("applyPayment")),
        ("paid, by a message", site => site.By("payResult")),
        ("paid, found by asking", site => site.By("getPayResult")),
        ("unpaid", site => site.In(BillState.Accepted)),
        ("refused", site => site.In(BillState.Refused)),
        ("cancelled", site => site.In(BillState.Cancelled)),
        ("still applied for", site => site.In(BillState.Applying)),
        ("unknown to the gateway", site => site.Missing),
        ("abnormal reports", site => site.Reports),
        ("to be reviewed", site => site.Reviews),
    ];

    public static Table Of(IReadOnlyList<BillAccount> bills)
    {
        var shown = bills.Count <= MostCarParks ? bills : [];
        var table = new Table().Border(TableBorder.Rounded).Title("Bills").AddColumn("");
        foreach (var heading in shown.Select(site => $"{site.AccessID}/{site.ParkingCode}").Append("all"))
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var (what, count) in Lines)
        {
            table.AddRow([what, .. shown.Select(site => $"{count(site)}"), $"[bold]{bills.Sum(count)}[/]"]);
        }

        return table;
    }
}
