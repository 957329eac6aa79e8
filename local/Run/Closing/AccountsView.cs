using HzFunctions.Local.Accounts;
using Spectre.Console;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Shows the final accounts to people.</summary>
internal static class AccountsView
{
    private const int ImbalancesShown = 20;

    private static readonly EventState[] States = Enum.GetValues<EventState>();

    public static void Write(IAnsiConsole console, FinalAccounts accounts, int restarts)
    {
        console.WriteLine();
        console.Write(Table(accounts));
        foreach (var imbalance in accounts.Imbalances.Take(ImbalancesShown))
        {
            console.MarkupLine($"[red]{imbalance.Kind}[/] {Markup.Escape(Describe(imbalance))}");
        }

        if (accounts.Imbalances.Count > ImbalancesShown)
        {
            console.WriteLine($"… and {accounts.Imbalances.Count - ImbalancesShown} more; --report FILE writes them all.");
        }

        var others = accounts.OfOthers > 0 ? $" The city brain has {accounts.OfOthers} more events, of other clients." : "";
        var ended = restarts > 0 ? $" {restarts} restarts." : "";
        console.MarkupLine(accounts.Balanced
            ? $"[green]The accounts balance.[/]{ended}{others}"
            : $"[red]The accounts do not balance: {accounts.Imbalances.Count} faults.[/]{ended}{others}");
    }

    private static Table Table(FinalAccounts accounts)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Accounts").AddColumn("car park");
        string[] headings = ["accepted", .. States.Select(state => $"{state}".ToLowerInvariant()), "turned away", "unanswered"];
        Array.ForEach(headings, heading => table.AddColumn(new TableColumn(heading).RightAligned()));
        foreach (var site in accounts.Sites)
        {
            table.AddRow([$"{site.AccessID}/{site.ParkingCode}", .. Numbers(site).Select(number => $"{number}")]);
        }

        var totals = accounts.Sites.Select(Numbers).Aggregate(new int[headings.Length], (sum, row) => [.. sum.Zip(row, (a, b) => a + b)]);
        return table.AddEmptyRow().AddRow(["[bold]all[/]", .. totals.Select(number => $"[bold]{number}[/]")]);
    }

    private static int[] Numbers(SiteAccount site) => [site.Accepted, .. States.Select(site.In), site.TurnedAway, site.Unanswered];

    private static string Describe(Imbalance imbalance) =>
        $"{imbalance.Site} {imbalance.Interface} {imbalance.RecordId} (receipt {imbalance.Receipt ?? "none"}) {imbalance.Detail}";
}
