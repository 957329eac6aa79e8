using System.Text.Json;
using HzFunctions.Local.Broker;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Endpoints;
using HzFunctions.Tests.Shared;

namespace HzFunctions.EndToEnd;

/// <summary>Processes that die without warning, one after the other, while events go up and the city brain sends something down.</summary>
[Collection(WholeSystem.Name)]
public sealed class KillTests
{
    private const int FullFigure = 5_000;
    private const int Burst = 40;
    private const string CityBrain = "city-brain";

    // While any of these is dead the city brain sends on; it cannot while it is dead itself.
    private static readonly string[] Parts = ["mqtt-bridge", "mosquitto", "handler", "functions-host", "azurite"];
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Kill_9_under_load_loses_nothing_in_either_direction_and_the_truth_is_confirmed_last()
    {
        RequiredTool.Require(MosquittoProgram.Find() is not null, "mosquitto is not installed.");
        await using var system = LocalSystemUnderTest.Start(["--rate", "10", "--broker", "mosquitto", "--pay-later", "0"]);
        await system.HasAcceptedAsync(50);

        var perPart = Scale.Of(FullFigure) / Parts.Length;
        var kills = new List<DateTimeOffset>();
        for (var part = 0; part < Parts.Length; part++)
        {
            kills.Add(await SendWhileKillingAsync(system, Parts[part], from: part * perPart, count: perPart));
        }

        kills.Add(await KillAsync(system, CityBrain, "while events go up"));
        await system.InterruptAsync();
        var exit = await system.EndsAsync(EndsWithin);

        Assert.True(exit == 0, system.Output);
        AssertAllAreInTheReport(system);
        AssertAKillLandedInsideAWrite(system, kills);
        AssertEachArrivedAndIsConfirmed(system, Parts.Length * perPart);
    }

    private static async Task<DateTimeOffset> SendWhileKillingAsync(LocalSystemUnderTest system, string part, int from, int count)
    {
        var sending = SendAsync(system, part, from, count);
        var inFlight = 0;
        await Condition.HoldsAsync(
            $"something is on its way down before the kill of {part}\n{system.Output}", GoesOnWithin, () => Task.FromResult((inFlight = InFlight(system)) > 0));
        var at = await KillAsync(system, part, $"while events go up and with {inFlight} messages on their way down");
        var pause = await Condition.HoldsAsync(
            $"something that was published after the kill of {part} is confirmed\n{system.Output}",
            GoesOnWithin,
            () => Task.FromResult(system.Downlinks().Any(downlink => downlink.PublishedAt > at && downlink.Success is not null)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{part}: a message that was published after the kill was confirmed {pause.TotalSeconds:F1} s later");
        await sending;
        return at;
    }

    private static async Task<DateTimeOffset> KillAsync(LocalSystemUnderTest system, string part, string circumstances)
    {
        var at = await system.KillAsync(part, circumstances);
        var forwarded = await LastForwardedAsync(system);
        var pause = await Condition.HoldsAsync(
            $"something is forwarded after the kill of {part}\n{system.Output}", GoesOnWithin, async () => await system.ForwardedAsync() > forwarded);
        TestContext.Current.TestOutputHelper?.WriteLine($"{part}: forwarding went on after {pause.TotalSeconds:F1} s");
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

    // As fast as they are confirmed: with a backlog the test would measure the machine.
    private static async Task SendAsync(LocalSystemUnderTest system, string part, int from, int count)
    {
        var carParks = system.Endpoints.CarParks.Where(carPark => carPark.Downlink != DownlinkForm.Own).ToList();
        foreach (var burst in Enumerable.Range(from, count).Chunk(Burst))
        {
            await Condition.HoldsAsync(
                $"messages are confirmed around the kill of {part}\n{system.Output}", GoesOnWithin, () => Task.FromResult(InFlight(system) <= Burst));
            foreach (var number in burst)
            {
                await system.SendDownAsync(PayResults.Of(carParks[number % carParks.Count], BillOf(number)));
                await Task.Delay(BetweenTwo, TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
    }

    private static int InFlight(LocalSystemUnderTest system) =>
        system.Downlinks().Count(downlink => downlink is { IsGenuine: true, PublishedAt: not null, Success: null });

    private static string BillOf(int number) => $"K-{number}";

    private static void AssertAllAreInTheReport(LocalSystemUnderTest system)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(system.ReportFile));
        var restarts = report.RootElement.GetProperty("restarts").GetRawText();
        Assert.All([.. Parts, CityBrain], part => Assert.Contains(part == "handler" ? "andler" : part, restarts, StringComparison.Ordinal));
    }

    // An event that a car park had begun to send before a kill, and was told accepted only after it, was on its way at that moment.
    private static void AssertAKillLandedInsideAWrite(LocalSystemUnderTest system, IReadOnlyList<DateTimeOffset> kills)
    {
        var accepted = system.Ledger(LedgerEvent.Accepted).ToList();
        var hit = kills.Sum(kill => accepted.Count(line => line.FirstSentAt <= kill && line.At > kill));
        Assert.True(hit > 0, "no kill landed while an event was being accepted: this run shows nothing");
    }

    private static void AssertEachArrivedAndIsConfirmed(LocalSystemUnderTest system, int count)
    {
        var delivered = system.Ledger(LedgerEvent.Delivered).Select(line => (line.Site, line.RecordId)).ToHashSet();
        var sent = system.Downlinks().Where(IsOurs).ToList();
        Assert.Equal(count, sent.Count);
        Assert.All(sent, downlink =>
        {
            Assert.Contains((downlink.Site, $"{downlink.RequestId}"), delivered);
            Assert.True(downlink.Success, $"requestId {downlink.RequestId} is confirmed with {downlink.Success}");
        });
    }

    private static bool IsOurs(Downlink downlink) =>
        downlink.Data.TryGetProperty("billID", out var bill) && bill.GetString()!.StartsWith("K-", StringComparison.Ordinal);
}
