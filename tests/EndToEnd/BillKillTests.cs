using System.Text.Json;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Tests.Shared;

namespace HzFunctions.EndToEnd;

/// <summary>Processes that die without warning, also in the middle of an orchestration's turn, while vehicles leave first and pay later.</summary>
[Collection(WholeSystem.Name)]
public sealed class BillKillTests
{
    private const int FullFigure = 1_000;

    // Longer than the time between two bills that are due: at least one turn is asked for meanwhile, and never answered.
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(8);

    private static readonly (string Part, TimeSpan FrozenFor)[] Kills =
        [("handler", Frozen), ("functions-host", TimeSpan.Zero), ("mqtt-bridge", TimeSpan.Zero), ("handler", TimeSpan.Zero), ("handler", Frozen)];

    private static readonly TimeSpan ComesWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task R47_to_R60_whoever_is_killed_every_bill_ends_as_the_city_brain_knows_it_settled_once_and_to_the_fen()
    {
        await using var system = LocalSystemUnderTest.Start(["--rate", "20", "--pay-later", "100", "--outage", "10s@25s"]);
        var bills = Scale.Of(FullFigure);
        for (var kill = 0; kill < Kills.Length; kill++)
        {
            // Not before the first ones are overdue: an orchestration that waits for hours has no turn to die in.
            await AppliedAsync(system, bills * (kill + 2) / (Kills.Length + 2));
            await system.KillAsync(Kills[kill].Part, $"with {system.BillsApplied()} bills applied for", Kills[kill].FrozenFor);
        }

        await AppliedAsync(system, bills);
        await system.InterruptAsync();
        var exit = await system.EndsAsync(EndsWithin);

        Assert.True(exit == 0, system.Output);
        Assert.DoesNotContain(system.Ledger(LedgerEvent.Refused), line => line.ResultCode != "429");
        AssertAllEnded(system, bills);
        Assert.True(
            system.LogOf("functions-host").Contains("was replaced by", StringComparison.Ordinal),
            "no orchestration had to be replaced: no kill landed inside a turn, and this run shows nothing");
    }

    private static Task<TimeSpan> AppliedAsync(LocalSystemUnderTest system, int bills) => Condition.HoldsAsync(
        $"{bills} bills are applied for\n{system.Output}", ComesWithin, () => Task.FromResult(system.BillsApplied() >= bills));

    // That the accounts balance has compared each bill with the city brain, and judged its reports.
    private static void AssertAllEnded(LocalSystemUnderTest system, int bills)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(system.ReportFile));
        var accounts = report.RootElement.GetProperty("bills");
        TestContext.Current.TestOutputHelper?.WriteLine(accounts.GetRawText());
        Assert.True(Sum("applied") >= bills, $"only {Sum("applied")} bills are in the accounts");
        Assert.True(Sum("reports") > 0, "no bill was unpaid for long enough to be reported");

        int Sum(string member) => accounts.EnumerateArray().Sum(site => site.GetProperty(member).GetInt32());
    }
}
