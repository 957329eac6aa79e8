using System.Text.Json;
using HzFunctions.Local.CarParkSimulator.Ledger;

namespace HzFunctions.EndToEnd;

/// <summary>Processes that die without warning, under load, one after the other.</summary>
[Collection(WholeSystem.Name)]
public sealed class KillTests
{
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("handler")]
    [InlineData("functions-host")]
    [InlineData("azurite")]
    [InlineData("city-brain")]
    public async Task Kill_9_under_load_loses_nothing_and_forwarding_goes_on_within_a_minute(string part)
    {
        await using var system = LocalSystemUnderTest.Start(["--for", "25s", "--rate", "60", "--pay-later", "0"]);
        await system.HasAcceptedAsync(100);

        var kills = new List<DateTimeOffset>();
        for (var round = 0; round < 2; round++)
        {
            kills.Add(await system.KillAsync(part, "while traffic flows"));
            var forwarded = await LastForwardedAsync(system);
            var pause = await Condition.HoldsAsync(
                $"something is forwarded after the kill of {part}\n{system.Output}", GoesOnWithin, async () => await system.ForwardedAsync() > forwarded);
            TestContext.Current.TestOutputHelper?.WriteLine($"forwarding went on after {pause.TotalSeconds:F1} s");
        }

        var exit = await system.EndsAsync(EndsWithin);

        Assert.True(exit == 0, system.Output);
        AssertAKillLandedInsideAWrite(system, kills);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(system.ReportFile, TestContext.Current.CancellationToken));
        var restarts = report.RootElement.GetProperty("restarts").GetRawText();
        Assert.Contains(part == "handler" ? "andler" : part, restarts, StringComparison.Ordinal);
    }

    // The city brain may be the one that was killed: then this waits until it is back.
    private static async Task<int> LastForwardedAsync(LocalSystemUnderTest system)
    {
        var forwarded = 0;
        await Condition.HoldsAsync("the city brain answers", GoesOnWithin, async () =>
        {
            forwarded = await system.ForwardedAsync();
            return true;
        });
        return forwarded;
    }

    // An event that a car park had begun to send before the kill, and was told accepted only after it, was on its way at that moment.
    private static void AssertAKillLandedInsideAWrite(LocalSystemUnderTest system, List<DateTimeOffset> kills)
    {
        var accepted = system.Ledger(LedgerEvent.Accepted).ToList();
        var hit = kills.Sum(kill => accepted.Count(line => line.FirstSentAt <= kill && line.At > kill));
        Assert.True(hit > 0, $"no kill of {kills.Count} landed while an event was being accepted: this run shows nothing");
    }
}
