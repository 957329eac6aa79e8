using HzFunctions.Local.Broker;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Endpoints;
using HzFunctions.Tests.Shared;

namespace HzFunctions.EndToEnd;

/// <summary>Processes that die without warning, in turn, while the city brain sends something down.</summary>
[Collection(WholeSystem.Name)]
public sealed class DownlinkKillTests
{
    private const int FullFigure = 5_000;
    private const int Burst = 40;

    private static readonly string[] Parts = ["mqtt-bridge", "mosquitto", "handler", "functions-host", "azurite"];
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Whoever_is_killed_every_message_reaches_its_car_park_and_is_confirmed_with_the_truth_last()
    {
        RequiredTool.Require(MosquittoProgram.Find() is not null, "mosquitto is not installed.");
        await using var system = LocalSystemUnderTest.Start(["--rate", "3", "--broker", "mosquitto", "--pay-later", "0"]);
        await system.HasAcceptedAsync(10);

        var perPart = Scale.Of(FullFigure) / Parts.Length;
        for (var part = 0; part < Parts.Length; part++)
        {
            await SendWhileKillingAsync(system, Parts[part], from: part * perPart, count: perPart);
        }

        await system.InterruptAsync();
        var exit = await system.EndsAsync(EndsWithin);

        Assert.True(exit == 0, system.Output);
        AssertEachArrivedAndIsConfirmed(system, Parts.Length * perPart);
    }

    private static async Task SendWhileKillingAsync(LocalSystemUnderTest system, string part, int from, int count)
    {
        var sending = SendAsync(system, part, from, count);
        var inFlight = 0;
        await Condition.HoldsAsync(
            $"something is on its way down before the kill of {part}\n{system.Output}", GoesOnWithin, () => Task.FromResult((inFlight = InFlight(system)) > 0));
        var at = await system.KillAsync(part, $"with {inFlight} messages on their way down");
        var pause = await Condition.HoldsAsync(
            $"something that was published after the kill of {part} is confirmed\n{system.Output}",
            GoesOnWithin,
            () => Task.FromResult(system.Downlinks().Any(downlink => downlink.PublishedAt > at && downlink.Success is not null)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{part}: a message that was published after the kill was confirmed {pause.TotalSeconds:F1} s after it");
        await sending;
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
