using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Endpoints;

namespace HzFunctions.EndToEnd;

/// <summary>The commands of the guides for car parks, run as they stand there.</summary>
[Collection(WholeSystem.Name)]
public sealed class CarParkGuideTests
{
    private const string Paid = "G-1";

    private static readonly TimeSpan ComesUpWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan HearsWithin = TimeSpan.FromMinutes(2);

    // What each block's output holds, in the order of the guide.
    private static readonly string[] Outputs =
    [
        "\"receipt\":\"uploadCarInData.A-1\"",
        "\"interface\":\"uploadCarInData\"",
        "\"field\":\"plateColor\"",
        "\"resultCode\"",
        $"\"billID\":\"{Paid}\"",
        "\"resultCode\":\"200\"",
        "\"resultCode\"",
        "\"billID\":\"B-1\"",
        "\"srvTime\"",
        "\"resultCode\":\"200\"",
        "\"resultCode\":\"200\"",
    ];

    // Before the first block about the inbox there must be something in it.
    private const int InboxBlock = 4;

    [Fact]
    public async Task A_developer_gets_from_a_key_to_an_acknowledged_message_by_the_commands_of_either_guide()
    {
        DocumentedCommands.NeedTools();
        await using var system = LocalSystemUnderTest.Start(["--no-traffic"]);
        await Condition.HoldsAsync(
            $"the system is up\n{system.Output}", ComesUpWithin, () => Task.FromResult(File.Exists(Path.Combine(system.State, "endpoints.json"))));
        var (gateway, carParks) = (system.Endpoints.Gateway, system.Endpoints.CarParks);
        foreach (var (guide, carPark) in new[] { "car-park-guide.md", "car-park-guide.zh-CN.md" }.Zip(carParks))
        {
            var blocks = await DocumentedCommands.OfAsync(guide);
            Assert.Equal(Outputs.Length, blocks.Count);
            await RunAllAsync(blocks.Take(InboxBlock).Zip(Outputs));
            await system.SendDownAsync(PayResults.Of(carPark, Paid));
            await Condition.HoldsAsync(
                "what was sent down is in the inbox", ComesUpWithin, async () => (await RunAsync(blocks[InboxBlock], gateway, carPark)).Contains(Paid));
            await RunAllAsync(blocks.Zip(Outputs).Skip(InboxBlock));
            await Condition.HoldsAsync(
                "the city brain hears that it was acknowledged", HearsWithin, () => Task.FromResult(system.Downlinks().Any(IsAcknowledged)));

            bool IsAcknowledged(Downlink downlink) => downlink is { Name: "payResult", Success: true } && downlink.Site.AccessID == carPark.AccessID;

            async Task RunAllAsync(IEnumerable<(string Block, string Output)> commands)
            {
                foreach (var (block, output) in commands)
                {
                    Assert.Contains(output, await RunAsync(block, gateway, carPark), StringComparison.Ordinal);
                }
            }
        }
    }

    private static Task<string> RunAsync(string commands, Uri gateway, CarParkEndpoint carPark) => DocumentedCommands.RunAsync(commands, new()
    {
        ["GATEWAY"] = gateway.GetLeftPart(UriPartial.Authority),
        ["KEY"] = carPark.ApiKey,
        ["PARKING_CODE"] = carPark.ParkingCode,
    });
}
