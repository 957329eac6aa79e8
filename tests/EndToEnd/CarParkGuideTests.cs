using System.Diagnostics;
using HzFunctions.Local;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Endpoints;
using HzFunctions.Tests.Shared;

namespace HzFunctions.EndToEnd;

/// <summary>The commands of the guides for car parks, run as they stand there.</summary>
[Collection(WholeSystem.Name)]
public sealed class CarParkGuideTests
{
    private const string Fence = "```";
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

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_developer_gets_from_a_key_to_an_acknowledged_message_by_the_commands_of_either_guide()
    {
        var shell = RequiredTool.Find("bash");
        RequiredTool.Find("curl");
        await using var system = LocalSystemUnderTest.Start(["--no-traffic"]);
        await Condition.HoldsAsync(
            $"the system is up\n{system.Output}", ComesUpWithin, () => Task.FromResult(File.Exists(Path.Combine(system.State, "endpoints.json"))));
        var (gateway, carParks) = (system.Endpoints.Gateway, system.Endpoints.CarParks);
        foreach (var (guide, carPark) in new[] { "car-park-guide.md", "car-park-guide.zh-CN.md" }.Zip(carParks))
        {
            var blocks = await BlocksAsync(guide);
            Assert.Equal(Outputs.Length, blocks.Count);
            await RunAllAsync(blocks.Take(InboxBlock).Zip(Outputs));
            await system.SendDownAsync(PayResults.Of(carPark, Paid));
            await Condition.HoldsAsync(
                "what was sent down is in the inbox", ComesUpWithin, async () => (await RunAsync(shell, blocks[InboxBlock], gateway, carPark)).Contains(Paid));
            await RunAllAsync(blocks.Zip(Outputs).Skip(InboxBlock));
            await Condition.HoldsAsync(
                "the city brain hears that it was acknowledged", HearsWithin, () => Task.FromResult(system.Downlinks().Any(IsAcknowledged)));

            bool IsAcknowledged(Downlink downlink) => downlink is { Name: "payResult", Success: true } && downlink.Site.AccessID == carPark.AccessID;

            async Task RunAllAsync(IEnumerable<(string Block, string Output)> commands)
            {
                foreach (var (block, output) in commands)
                {
                    Assert.Contains(output, await RunAsync(shell, block, gateway, carPark), StringComparison.Ordinal);
                }
            }
        }
    }

    private static async Task<IReadOnlyList<string>> BlocksAsync(string guide)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "docs", guide), Stop);
        return [.. text.Split($"{Fence}bash\n").Skip(1).Select(block => block[..block.IndexOf(Fence, StringComparison.Ordinal)])];
    }

    private static async Task<string> RunAsync(string shell, string commands, Uri gateway, CarParkEndpoint carPark)
    {
        var start = new ProcessStartInfo(shell) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"set -euo pipefail\n{commands}");
        start.Environment["GATEWAY"] = gateway.GetLeftPart(UriPartial.Authority);
        start.Environment["KEY"] = carPark.ApiKey;
        start.Environment["PARKING_CODE"] = carPark.ParkingCode;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Stop);
        var output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, $"exit {process.ExitCode}: {commands}\n{output} {await errors}");
        return output;
    }
}
