using HzFunctions.Local.Accounts;
using HzFunctions.Local.Run.Live;
using Spectre.Console;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Shows the final accounts to people.</summary>
internal static class AccountsView
{
    private const int ImbalancesShown = 20;

    // What is rare has a column only when it happened.
    private static readonly (string Heading, bool Always, Func<SiteAccount, int> Count)[] Columns =
    [
        ("accepted", true, site => site.Accepted),
        ("forwarded", true, site => site.In(EventState.Forwarded)),
        ("pending", true, site => site.In(EventState.Pending)),
        ("refused", true, site => site.In(EventState.Refused)),
        ("superseded", false, site => site.In(EventState.Superseded)),
        ("suspended", false, site => site.In(EventState.Suspended)),
        ("discarded", false, site => site.In(EventState.Discarded)),
        ("turned away", false, site => site.TurnedAway),
        ("unanswered", false, site => site.Unanswered),
    ];

    public static void Write(IAnsiConsole console, FinalAccounts accounts, int restarts)
    {
        console.WriteLine();
        console.Write(Table(accounts));
        if (accounts.Downlinks is { City.Published: > 0 } downlinks)
        {
            var city = downlinks.City;
            console.WriteLine($"Sent down: {SnapshotText.Of(city, downlinks.Delivered)} (and {city.LateForAbsence} for the city brain's absence), unconfirmed {city.Unconfirmed}, wrong {city.Wrong}, contradictory {city.Contradicted}, repeated {city.Repeated}, forged {city.Forged}.");
        }

        if (accounts.Reconciliation is { } reconciliation)
        {
            console.WriteLine($"Reconciled: {reconciliation.Balanced} of {reconciliation.Days} days balance; the city brain had lost {reconciliation.Lost} records after it had accepted them, and {reconciliation.Resent} were sent again.");
        }

        if (accounts.Bills.Count > 0)
        {
            console.Write(BillsTable.Of(accounts.Bills));
        }

        if (accounts.Bookings is { } bookings)
        {
            console.WriteLine($"Booked {bookings.Booked} spaces, cancelled {bookings.Cancelled}, arrived {bookings.Arrived}, expired {bookings.Expired}, locks down {bookings.LocksDown}, disturbed {bookings.Disturbed}.");
        }

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
        var columns = Columns.Where(column => column.Always || accounts.Sites.Any(site => column.Count(site) > 0)).ToList();
        var table = new Table().Border(TableBorder.Rounded).Title("Accounts").AddColumn("car park");
        columns.ForEach(column => table.AddColumn(new TableColumn(column.Heading).RightAligned()));
        foreach (var site in accounts.Sites)
        {
            table.AddRow([$"{site.AccessID}/{site.ParkingCode}", .. columns.Select(column => $"{column.Count(site)}")]);
        }

        return table.AddRow(["[bold]all[/]", .. columns.Select(column => $"[bold]{accounts.Sites.Sum(column.Count)}[/]")]);
    }

    private static string Describe(Imbalance imbalance) =>
        $"{imbalance.Site} {imbalance.Interface} {imbalance.RecordId} (receipt {imbalance.Receipt ?? "none"}) {imbalance.Detail}";
}
