using HzFunctions.Local.Accounts.Bills;
using Spectre.Console;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Shows what became of the bills.</summary>
internal static class BillsTable
{
    private static readonly (string Heading, Func<BillAccount, int> Count)[] Columns =
    [
        ("applied", site => site.Applied),
        ("in advance", site => site.InAdvance),
        ("paid by answer", site => site.By("applyPayment")),
        ("by message", site => site.By("payResult")),
        ("by asking", site => site.By("getPayResult")),
        ("unpaid", site => site.In(BillState.Accepted)),
        ("refused", site => site.In(BillState.Refused)),
        ("cancelled", site => site.In(BillState.Cancelled)),
        ("applying", site => site.In(BillState.Applying)),
        ("missing", site => site.Missing),
        ("reports", site => site.Reports),
        ("reviews", site => site.Reviews),
    ];

    public static Table Of(IReadOnlyList<BillAccount> bills)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Bills").AddColumn("car park");
        foreach (var (heading, _) in Columns)
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var site in bills)
        {
            table.AddRow([$"{site.AccessID}/{site.ParkingCode}", .. Columns.Select(column => $"{column.Count(site)}")]);
        }

        return table.AddRow(["[bold]all[/]", .. Columns.Select(column => $"[bold]{bills.Sum(column.Count)}[/]")]);
    }
}
