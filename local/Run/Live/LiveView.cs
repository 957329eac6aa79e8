using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HzFunctions.Local.Run.Live;

/// <summary>For a terminal: a table that keeps itself up to date.</summary>
internal sealed class LiveView(IAnsiConsole console) : IRunView
{
    private const int RestartsShown = 5;

    public void Say(string text) => console.WriteLine(text);

    public Task WatchAsync(Func<Action<string, Snapshot>, Task> body) => console
        .Live(new Text("…"))
        .StartAsync(live => body((phase, snapshot) => live.UpdateTarget(Draw(phase, snapshot))));

    private static Rows Draw(string phase, Snapshot snapshot)
    {
        var rows = new List<IRenderable> { Headline(phase, snapshot), Sites(snapshot) };
        rows.AddRange(snapshot.Restarts.TakeLast(RestartsShown).Select(note => new Markup($"[yellow]restart[/] {Markup.Escape(note.Text)}")));
        rows.Add(new Markup("[grey]Ctrl-C ends the traffic and draws up the accounts.[/]"));
        return new Rows(rows);
    }

    private static Markup Headline(string phase, Snapshot snapshot)
    {
        var city = $"city brain [{(snapshot.CityBrainUp == true ? "green" : "red")}]{SnapshotText.Of(snapshot.CityBrainUp)}[/]";
        var violations = $"violations [{(snapshot.Violations is > 0 ? "red" : "green")}]{SnapshotText.Of(snapshot.Violations)}[/]";
        var clock = snapshot.Elapsed.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
        return new Markup($"[bold]{clock}[/]  {Markup.Escape(phase)}  {city}  {violations}  {SnapshotText.Of(snapshot.Downlinks, snapshot.Delivered)}  {SnapshotText.Of(snapshot.Bills)}");
    }

    private static Table Sites(Snapshot snapshot)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("car park", "name");
        foreach (var heading in new[] { "unanswered", "accepted", "forwarded", "pending", "refused" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        table.AddColumn("");
        foreach (var site in snapshot.Sites)
        {
            table.AddRow(
                Markup.Escape(site.Site.ToString()),
                Markup.Escape(site.Name),
                SnapshotText.Of(site.Waiting),
                SnapshotText.Of(site.Accepted),
                SnapshotText.Of(site.Forwarded),
                SnapshotText.Of(site.Pending),
                SnapshotText.Of(site.Refused),
                Standing(site));
        }

        return table;
    }

    private static string Standing(SiteSnapshot site) => site switch
    {
        { Suspended: true } => "[red]suspended[/]",
        { BackingOffUntil: not null } => "[yellow]backing off[/]",
        _ => "",
    };
}
