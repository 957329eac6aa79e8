using System.Net;
using System.Reflection;

namespace HzFunctions.EndToEnd;

/// <summary>The commands of the runbook's procedures, run as they stand there: a car park from its first day to its last.</summary>
[Collection(WholeSystem.Name)]
public sealed class RunbookTests
{
    // The simulated city brain knows no such car park, and refuses its records.
    private const string NewCarPark = "P77";

    private const int Onboard = 0;
    private const int Look = 1;
    private const int AnotherKey = 2;
    private const int EndKey = 3;
    private const int Close = 4;
    private const int List = 5;
    private const int Replay = 6;
    private const int GiveUp = 7;

    private static readonly TimeSpan ComesUpWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan HappensWithin = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task An_operator_onboards_a_car_park_changes_its_key_replays_its_dead_letters_and_closes_it_as_the_runbook_says()
    {
        DocumentedCommands.NeedTools();
        var blocks = await DocumentedCommands.OfAsync("runbook.md");
        Assert.Equal(GiveUp + 1, blocks.Count);
        await using var system = LocalSystemUnderTest.Start(["--no-traffic"]);
        await Condition.HoldsAsync(
            $"the system is up\n{system.Output}", ComesUpWithin, () => Task.FromResult(File.Exists(Path.Combine(system.State, "endpoints.json"))));
        var variables = Variables(system);

        var first = KeyOf(await RunAsync(Onboard));
        await SendsAsync(first, "A-1");
        Assert.Contains(NewCarPark, await RunAsync(Look), StringComparison.Ordinal);

        var second = KeyOf(await RunAsync(AnotherKey));
        await SendsAsync(second, "A-2");
        variables["OLD_KEY"] = first;
        Assert.Contains($"\"keyId\":\"{second.Split('.')[0]}\"", await RunAsync(EndKey), StringComparison.Ordinal);
        await IsAnsweredAsync(first, HttpStatusCode.Unauthorized);

        await Condition.HoldsAsync("both are refused", HappensWithin, async () => (await RunAsync(List)).Split("uploadCarInData.A-").Length == 3);
        Assert.Equal("2", (await RunAsync(Replay)).Trim());
        await Condition.HoldsAsync("both are refused again", HappensWithin, async () => (await RunAsync(List)).Split("uploadCarInData.A-").Length == 3);
        Assert.Equal("2", (await RunAsync(GiveUp)).Trim());

        Assert.Contains("true", await RunAsync(Close), StringComparison.Ordinal);
        await IsAnsweredAsync(second, HttpStatusCode.Forbidden);

        Task<string> RunAsync(int block) => DocumentedCommands.RunAsync(blocks[block], variables);

        Task SendsAsync(string key, string arrivalId) => Condition.HoldsAsync(
            $"{arrivalId} is accepted", HappensWithin, async () => await system.PostAsync("uploadCarInData", key, Arrival(arrivalId)) == HttpStatusCode.OK);

        // A handler remembers a key for a while; until then nothing is to be accepted.
        Task IsAnsweredAsync(string key, HttpStatusCode answer) => Condition.HoldsAsync(
            $"the key is answered {answer}", HappensWithin, async () => await system.PostAsync("uploadCarInData?dryRun=true", key, Arrival("A-3")) == answer);
    }

    private static Dictionary<string, string> Variables(LocalSystemUnderTest system)
    {
        var folder = typeof(RunbookTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Hz").Value!;
        return new Dictionary<string, string>
        {
            ["PATH"] = $"{folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["HZ_GATEWAY"] = system.Endpoints.Gateway.GetLeftPart(UriPartial.Authority),
            ["HZ_ADMIN_KEY"] = system.Endpoints.AdminKey,
            ["ACCESS"] = system.Endpoints.CarParks[0].AccessID,
            ["CODE"] = NewCarPark,
        };
    }

    private static string KeyOf(string output) => output.Split('\n').Single(line => line.StartsWith("key=", StringComparison.Ordinal))["key=".Length..].Trim();

    private static object Arrival(string arrivalId)
    {
        var now = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "Asia/Shanghai").ToString("yyyy-MM-dd HH:mm:ss");
        return new
        {
            uid = $"{NewCarPark}{arrivalId}",
            arriveID = arrivalId,
            plateNo = "浙A01C01",
            plateColor = 1,
            parkingCode = NewCarPark,
            entryNum = "01",
            totalBerthNum = 150,
            openBerthNum = 130,
            freeBerthNum = 70,
            arriveTime = now,
            parkingType = 1,
            uploadTime = now,
        };
    }
}
