using System.Diagnostics;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>
/// D10: business days are China's, whatever the host's zone is. The test process is started again in each zone; it tells what a day came to there, and what zone it was in.
/// </summary>
public sealed class BusinessDayZoneTests
{
    private const string Marker = "HZ_ZONE_OF_A_TEST";

    [Theory]
    [InlineData("UTC", "00:00:00")]
    [InlineData("Asia/Shanghai", "08:00:00")]
    [InlineData("America/New_York", "-05:00:00")]
    public async Task D10_a_host_in_any_zone_counts_the_same_business_days(string zone, string offset)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Functions.Tests.dll"), "-method", $"{typeof(BusinessDayZoneTests).FullName}.{nameof(D10_the_day_as_this_process_sees_it)}", "-showLiveOutput", "-noColor"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TZ"] = zone, [Marker] = offset },
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, await output + await errors);
        Assert.Contains("Total: 1,", await output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D10_the_day_as_this_process_sees_it()
    {
        if (Environment.GetEnvironmentVariable(Marker) is { } offset)
        {
            // Without the zone's data the host would be in UTC, and this would prove nothing.
            Assert.Equal(TimeSpan.Parse(offset, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.Local.BaseUtcOffset);
        }

        using var world = await DayWorld.StartAsync();
        foreach (var (id, time) in new[] { ("A1", "2026-04-30 23:59:59"), ("A2", "2026-05-01 00:00:00"), ("A3", "2026-05-01 23:59:59"), ("A4", "2026-05-02 00:00:00") })
        {
            await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, id, time));
        }

        await world.ForwardAsync();

        // 23:59:59 and 00:00:00 in China: the day before is marked as changed from then on.
        world.Clock.SetUtcNow(new DateTimeOffset(2026, 5, 1, 15, 59, 59, TimeSpan.Zero));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Departure, "E1", "2026-05-01 23:59:59"));
        var before = await world.Get<ChangedDays>().ReadAsync(world.Entry.Site, "20260501", TestContext.Current.CancellationToken);
        world.Clock.SetUtcNow(new DateTimeOffset(2026, 5, 1, 16, 0, 0, TimeSpan.Zero));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Departure, "E2", "2026-05-01 23:59:59"));
        var after = await world.Get<ChangedDays>().ReadAsync(world.Entry.Site, "20260501", TestContext.Current.CancellationToken);
        await world.ForwardAsync();
        await world.ReconcileAsync();

        Assert.Empty(before);
        Assert.Equal(["20260501"], after);
        Assert.Equal(new DayCounts(2, 2, 0, 0, 0, 0), (await world.RowAsync()).Rounds[^1].Counts);
        Assert.Equal("2026-05-02 00:00:00", world.City.CallsOf("uploadCheckRecord")[0].Data.GetProperty("uploadTime").GetString());
        Assert.Equal(new DateOnly(2026, 5, 1), new ReconciliationSchedule(new ReconciliationOptions()).NightOf(world.Entry.Site, world.Clock.GetUtcNow()).Night);
    }
}
