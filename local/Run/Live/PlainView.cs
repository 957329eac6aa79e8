using System.Globalization;

namespace HzFunctions.Local.Run.Live;

/// <summary>For output that goes to a file or a pipe: a line every five seconds, and at once when something happens.</summary>
internal sealed class PlainView(TextWriter output) : IRunView
{
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(5);

    private string? _phase;
    private TimeSpan _due;
    private bool? _up = true;
    private int _restartsTold;

    public void Say(string text) => output.WriteLine(text);

    public Task WatchAsync(Func<Action<string, Snapshot>, Task> body)
    {
        output.WriteLine("Per car park: accepted / forwarded / pending / refused.");
        return body(Show);
    }

    private void Show(string phase, Snapshot snapshot)
    {
        foreach (var note in snapshot.Restarts.Skip(_restartsTold))
        {
            output.WriteLine($"{Clock(snapshot)}  RESTART  {note.Text}");
        }

        var isNews = phase != _phase || snapshot.CityBrainUp != _up || snapshot.Restarts.Count > _restartsTold;
        if (isNews || snapshot.Elapsed >= _due)
        {
            output.WriteLine(Line(phase, snapshot));
            _due = snapshot.Elapsed + Cycle;
        }

        (_phase, _up, _restartsTold) = (phase, snapshot.CityBrainUp, snapshot.Restarts.Count);
    }

    private static string Line(string phase, Snapshot snapshot)
    {
        var sites = snapshot.Sites.Select(site =>
            $"{site.Site} {Count(site.Accepted)}/{Count(site.Forwarded)}/{Count(site.Pending)}/{Count(site.Refused)}");
        return $"{Clock(snapshot)}  {phase}  city brain {SnapshotText.Of(snapshot.CityBrainUp)}, violations {Count(snapshot.Violations)}  {string.Join("  ", sites)}  {SnapshotText.Of(snapshot.Downlinks, snapshot.Delivered)}  {SnapshotText.Of(snapshot.Bills)}".TrimEnd();
    }

    private static string Clock(Snapshot snapshot) => snapshot.Elapsed.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static string Count(int? count) => SnapshotText.Of(count);
}
