using System.Text.Json;
using HzFunctions.Local.CarParkSimulator.Ledger;

namespace HzFunctions.EndToEnd;

/// <summary>Processes that die without warning, under load, one after the other.</summary>
[Collection(WholeSystem.Name)]
public sealed class KillTests
{
    private static readonly string[] Parts = ["handler", "functions-host", "azurite", "city-brain"];
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Kill_9_under_load_loses_nothing_and_forwarding_goes_on_within_a_minute()
    {
        await using var system = LocalSystemUnderTest.Start(["--rate", "60", "--pay-later", "0"]);
        await system.HasAcceptedAsync(100);

        var kills = new List<(string Part, DateTimeOffset At)>();
        foreach (var part in Parts)
        {
            kills.Add((part, await KillAsync(system, part)));
            kills.Add((part, await KillAsync(system, part)));
        }

        await system.InterruptAsync();
        var exit = await system.EndsAsync(EndsWithin);

        Assert.True(exit == 0, system.Output);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(system.ReportFile, TestContext.Current.CancellationToken));
        var restarts = report.RootElement.GetProperty("restarts").GetRawText();
        Assert.All(Parts, part =>
        {
            AssertAKillLandedInsideAWrite(system, part, [.. kills.Where(kill => kill.Part == part).Select(kill => kill.At)]);
            Assert.Contains(part == "handler" ? "andler" : part, restarts, StringComparison.Ordinal);
        });
    }

    private static async Task<DateTimeOffset> KillAsync(LocalSystemUnderTest system, string part)
    {
        var at = await system.KillAsync(part, "while traffic flows");
        var forwarded = await LastForwardedAsync(system);
        var pause = await Condition.HoldsAsync(
            $"something is forwarded after the kill of {part}\n{system.Output}", GoesOnWithin, async () => await system.ForwardedAsync() > forwarded);
        TestContext.Current.TestOutputHelper?.WriteLine($"forwarding went on after {pause.TotalSeconds:F1} s");
        return at;
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
    private static void AssertAKillLandedInsideAWrite(LocalSystemUnderTest system, string part, DateTimeOffset[] kills)
    {
        var accepted = system.Ledger(LedgerEvent.Accepted).ToList();
        var hit = kills.Sum(kill => accepted.Count(line => line.FirstSentAt <= kill && line.At > kill));
        Assert.True(hit > 0, $"no kill of {part} landed while an event was being accepted: this run shows nothing");
    }
}
