using System.Text.Json;
using HzFunctions.Tests.Shared;

namespace HzFunctions.EndToEnd;

/// <summary>Whole runs of the development command.</summary>
[Collection(WholeSystem.Name)]
public sealed class BalanceTests
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_run_in_which_the_city_brain_is_away_for_a_while_loses_nothing_and_keeps_the_order()
    {
        string[] options = Scale.IsFull ? ["--for", "60s", "--outage", "25s@10s"] : ["--for", "15s", "--outage", "5s@4s", "--pay-later", "0"];
        await using var system = LocalSystemUnderTest.Start(options);

        var exit = await system.EndsAsync(EndsWithin);

        Assert.True(exit == 0, system.Output);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(system.ReportFile, TestContext.Current.CancellationToken));
        var accepted = report.RootElement.GetProperty("accepted").GetInt32();
        Assert.True(accepted > 100, $"only {accepted} events were accepted: the run shows nothing\n{system.Output}");
        Assert.True(report.RootElement.GetProperty("balanced").GetBoolean());
        Assert.Equal(accepted, report.RootElement.GetProperty("states").GetProperty("forwarded").GetInt32()
            + report.RootElement.GetProperty("states").GetProperty("superseded").GetInt32());
        var downlinks = report.RootElement.GetProperty("downlinks").GetProperty("city");
        AssertEverythingThatWasSentDownIsConfirmedInTime(downlinks, system.Output);
        Assert.True(
            !Scale.IsFull || downlinks.GetProperty("lateForAbsence").GetInt32() > 0, $"an absence of 25 s made nothing late\n{system.Output}");
    }

    // R35, R57, R81: while the city brain is away nobody can be in time, which the city brain takes into account.
    private static void AssertEverythingThatWasSentDownIsConfirmedInTime(JsonElement downlinks, string output)
    {
        int Count(string member) => downlinks.GetProperty(member).GetInt32();
        Assert.True(Count("published") > 20, $"only {Count("published")} messages were sent down: the run shows nothing\n{output}");
        Assert.Equal((0, 0, 0, 0), (Count("unconfirmed"), Count("late"), Count("contradicted"), Count("wrong")));
    }

    [Fact]
    public async Task R69_what_the_city_brain_loses_after_it_has_accepted_it_is_sent_again_exactly_and_every_day_balances()
    {
        await using var system = LocalSystemUnderTest.Start(["--for", Scale.IsFull ? "120s" : "25s", "--rate", "40", "--reconcile", "--pay-later", "20"]);

        var exit = await system.EndsAsync(EndsWithin);

        Assert.True(exit == 0, system.Output);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(system.ReportFile, TestContext.Current.CancellationToken));
        var reconciliation = report.RootElement.GetProperty("reconciliation");
        var (days, lost) = (reconciliation.GetProperty("days").GetInt32(), reconciliation.GetProperty("lost").GetInt32());
        Assert.True(lost > 0, $"the city brain has lost nothing: the run shows nothing\n{system.Output}");
        Assert.Equal((days, lost), (reconciliation.GetProperty("balanced").GetInt32(), reconciliation.GetProperty("resent").GetInt32()));
    }

    [Fact]
    public async Task Without_mosquitto_the_embedded_broker_serves_a_run_and_the_run_says_so()
    {
        await using var system = LocalSystemUnderTest.Start(["--for", "8s", "--broker", "embedded", "--pay-later", "0"]);

        var exit = await system.EndsAsync(EndsWithin);

        Assert.True(exit == 0, system.Output);
        Assert.Contains("MQTT broker: embedded, as asked for.", system.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(system.ReportFile, TestContext.Current.CancellationToken));
        AssertEverythingThatWasSentDownIsConfirmedInTime(report.RootElement.GetProperty("downlinks").GetProperty("city"), system.Output);
    }

    [Fact]
    public async Task The_published_native_package_serves_a_run_just_as_the_build_does()
    {
        var package = Environment.GetEnvironmentVariable("HZ_PACKAGE");
        RequiredTool.Require(package is not null, "HZ_PACKAGE must name a folder with the published function app.");
        await using var system = LocalSystemUnderTest.Start(["--package", package!, "--pay-later", "60"]);
        await Condition.HoldsAsync(
            $"a few bills are applied for\n{system.Output}", EndsWithin, () => Task.FromResult(system.BillsApplied() >= 3));
        await system.InterruptAsync();

        var exit = await system.EndsAsync(EndsWithin);

        Assert.True(exit == 0, system.Output);
    }
}
