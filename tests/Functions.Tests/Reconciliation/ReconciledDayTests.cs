using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Tests.Shared;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>
/// A day of five car parks with 400 vehicles each (a tenth unless HZ_SCALE=full): of each part every 33rd record is lost by the city brain after it answered 200, it counts 1 % wrong, five
/// records are refused, ten come late; one car park's lists are cut, and of one the city brain has a record that nobody sent.
/// </summary>
public sealed class ReconciledDayTests(ITestOutputHelper output)
{
    private const int LostOf = 33;

    private static readonly string[] Codes = ["P1", "P2", "P3", "P4", "P5"];

    private readonly HashSet<(string ParkingCode, string Kind, string Id)> _lost = [];
    private readonly HashSet<(string ParkingCode, string Kind, string Id)> _refused = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R63_to_R69_what_the_city_brain_lost_is_sent_again_exactly_and_a_second_run_sends_nothing()
    {
        using var world = await DayWorld.StartAsync(parkingCodes: Codes);
        await PlayDayAsync(world);
        Cut(world.City, "P5");
        world.City.Invent("P4", RecordKind.Arrival, "GHOST", "u-ghost", "2026-05-01 12:00:00");
        world.Sleep();
        var (sent, uploads) = (_lost.Where(lost => lost.ParkingCode != "P5").ToList(), world.City.Uploads.Count);

        var runs = new Dictionary<string, string?>();
        foreach (var entry in world.Entries)
        {
            runs[entry.ParkingCode] = (await world.ReconcileAsync(entry)).ReadOutputAs<string>();
        }

        output.WriteLine($"{uploads} uploads, {_lost.Count} lost, {world.City.Uploads.Count - uploads} sent again");
        Assert.Equal(
            [("P1", "balanced"), ("P2", "balanced"), ("P3", "balanced"), ("P4", "unbalanced"), ("P5", "refused")],
            runs.Select(run => (run.Key, run.Value!)));
        Assert.Equal(sent.Order(), world.City.Uploads.Skip(uploads).Order());
        Assert.All(["P1", "P2", "P3"], code => Assert.Equal(2, RoundsOf(world, code).Count));
        Assert.Equal(["arrivals unknownHere GHOST"], (await FindingsAsync(world, "P4")).Where(finding => finding.Contains("Here", StringComparison.Ordinal)));
        Assert.DoesNotContain(await FindingsAsync(world, "P5"), finding => finding.Contains("resent", StringComparison.Ordinal));
        Assert.Equal(5, (await Task.WhenAll(Codes.Select(code => FindingsAsync(world, code)))).SelectMany(all => all).Count(finding => finding.Contains("deadLetter", StringComparison.Ordinal)));

        var afterwards = world.City.Uploads.Count;
        foreach (var entry in world.Entries)
        {
            await world.ReconcileAsync(entry);
        }

        Assert.Equal(afterwards, world.City.Uploads.Count);
    }

    [Fact]
    public async Task Ten_late_events_mark_the_day_and_the_next_night_balances_it_again()
    {
        using var world = await DayWorld.StartAsync(parkingCodes: ["P1"]);
        await world.LookAsync();
        await PlayDayAsync(world);
        world.Sleep();
        await NightAsync(world);
        Assert.Equal(ReconciliationOutcome.Balanced, (await world.RowAsync()).Outcome);

        for (var late = 0; late < 10; late++)
        {
            await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, $"late{late}", "2026-05-01 23:59:59"));
        }

        await world.ForwardAsync();
        var before = (await world.RowAsync()).Rounds[^1].Counts.ArriveNum;
        world.Clock.Advance(TimeSpan.FromDays(1));
        await NightAsync(world);

        var after = await world.RowAsync();
        Assert.Equal((ReconciliationOutcome.Balanced, before + 10), (after.Outcome, after.Rounds[^1].Counts.ArriveNum));

        world.Clock.Advance(TimeSpan.FromDays(1));
        await NightAsync(world);
        Assert.Equal(after.StartedAt, (await world.RowAsync()).StartedAt);
    }

    private static async Task NightAsync(DayWorld world)
    {
        await world.LookAsync();
        foreach (var entry in world.Entries)
        {
            var (_, days) = await world.Store.ReadAsync(entry.Site, "20260401", Stop);
            foreach (var day in days.Where(day => !day.IsOver))
            {
                world.Drive(day);
            }
        }
    }

    private async Task PlayDayAsync(DayWorld world)
    {
        var counts = new Dictionary<(string, string), int>();
        world.City.Loses = upload =>
        {
            // Once each: what was sent again stays.
            var key = (upload.ParkingCode, upload.Kind);
            counts[key] = counts.GetValueOrDefault(key) + 1;
            return world.City.TimesOf(upload.ParkingCode, upload.Kind, upload.Id) == 1 && counts[key] % LostOf == 0 && _lost.Add(upload);
        };
        world.City.Refuses = upload => upload.Kind == RecordKind.Payment && upload.Id.EndsWith("-7", StringComparison.Ordinal) && (_refused.Add(upload) || _refused.Contains(upload));
        var vehicles = Scale.Of(400);
        foreach (var entry in world.Entries)
        {
            for (var vehicle = 0; vehicle < vehicles; vehicle++)
            {
                await world.StayAsync($"-{vehicle}", entry);
            }

            await world.ForwardAsync();
            world.City.Miscounts[entry.ParkingCode] = -Math.Max(1, vehicles / 100);
        }
    }

    private static void Cut(DayCity city, string parkingCode) => city.Answer = call =>
        call.Interface == "downUID" && call.Data.GetProperty("parkingCode").GetString() == parkingCode
            ? DayCity.Of(DayCity.ListOf([], length: 199_000))
            : null;

    private static IReadOnlyList<CheckRound> RoundsOf(DayWorld world, string code) =>
        world.RowAsync(world.Entries.Single(entry => entry.ParkingCode == code)).GetAwaiter().GetResult().Rounds;

    private static Task<IReadOnlyList<string>> FindingsAsync(DayWorld world, string code) =>
        world.FindingsAsync(world.Entries.Single(entry => entry.ParkingCode == code));
}
