using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Records;
using HzFunctions.Local.Run;
using HzFunctions.Local.Run.Live;

namespace HzFunctions.Local.Tests.Run;

public sealed class PlainViewTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task A_line_comes_every_five_seconds_and_tells_each_car_park()
    {
        await WatchAsync(show =>
        {
            for (var second = 0; second <= 11; second++)
            {
                show("traffic", At(second));
            }
        });

        var lines = Lines();
        Assert.Equal(["00:00:00", "00:00:05", "00:00:10"], lines.Select(line => line[..8]));
        Assert.All(lines, line => Assert.Contains("city brain up, violations 0  A00001/1001 10/8/2/0", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_happens_is_told_at_once_and_only_once()
    {
        RestartNote[] restart = [new(DateTimeOffset.UnixEpoch, "handler died")];

        await WatchAsync(show =>
        {
            show("traffic", At(0));
            show("traffic", At(1) with { CityBrainUp = false });
            show("traffic", At(2) with { CityBrainUp = false, Restarts = restart });
            show("traffic", At(3) with { CityBrainUp = false, Restarts = restart });
            show("draining", At(4) with { CityBrainUp = false, Restarts = restart });
        });

        var lines = Lines();
        Assert.Equal(["00:00:00", "00:00:01", "00:00:02", "00:00:02", "00:00:04"], lines.Select(line => line[..8]));
        Assert.Contains("city brain DOWN", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("RESTART  handler died", lines[2], StringComparison.Ordinal);
        Assert.Contains("draining", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_asked_is_shown_as_unknown()
    {
        await WatchAsync(show => show("traffic", At(0) with { CityBrainUp = null, Violations = null, Sites = [Site() with { Pending = null }] }));

        Assert.Contains("city brain not answering, violations ?  A00001/1001 10/8/?/0", Lines()[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, "down 10, delivered 9, confirmed 8 true 1 false, p50 40 ms, p99 900 ms, late 2")]
    [InlineData(null, "down 10, delivered ?, confirmed 8 true 1 false, p50 40 ms, p99 900 ms, late 2")]
    public async Task What_was_sent_down_is_told_with_how_it_fared(int? delivered, string expected)
    {
        await WatchAsync(show => show("traffic", At(0) with { Downlinks = Downlinks, Delivered = delivered }));

        Assert.EndsWith(expected, Lines()[0], StringComparison.Ordinal);
    }

    private Task WatchAsync(Action<Action<string, Snapshot>> body) => new PlainView(_output).WatchAsync(show =>
    {
        body(show);
        return Task.CompletedTask;
    });

    private string[] Lines() => _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)[1..];

    private static Snapshot At(int second) =>
        new() { Elapsed = TimeSpan.FromSeconds(second), Sites = [Site()], CityBrainUp = true, Violations = 0, Restarts = [] };

    private static DownlinkStatistics Downlinks { get; } = new()
    {
        Published = 10,
        Waiting = 0,
        ConfirmedTrue = 8,
        ConfirmedFalse = 1,
        Unconfirmed = 1,
        Untaken = 1,
        Late = 2,
        LateForAbsence = 0,
        Contradicted = 0,
        Wrong = 0,
        Repeated = 0,
        Forged = 0,
        P50 = 40,
        P99 = 900,
    };

    private static SiteSnapshot Site() =>
        new() { Site = new Site("A00001", "1001"), Name = "吴山广场", Accepted = 10, Forwarded = 8, Pending = 2, Refused = 0 };
}
