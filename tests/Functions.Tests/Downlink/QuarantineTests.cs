using System.Text.Json.Nodes;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>What cannot be handled is kept aside with the reason, and nothing else happens.</summary>
public sealed class QuarantineTests
{
    public static TheoryData<string, string> Bad => new()
    {
        { "no JSON", "JSON" },
        { "[]", "JSON" },
        { "null", "JSON" },
        { "{}", "version" },
        { With("version", 2), "version" },
        { With("version", "1"), "version" },
        { With("name", "calfee"), "name" },
        { With("name", 7), "name" },
        { With("accessID", ""), "accessID" },
        { With("parkingCode", new string('x', 500)), "parkingCode" },
        { With("parkingCode", "P9"), "parkingCode" },
        { With("accessID", "1003"), "parkingCode" },
        { With("requestId", "71"), "requestId" },
        { With("requestId", 1.5), "requestId" },
        { With("requestId", null), "requestId" },
        { With("timestamp", "2026-02-30 00:00:00"), "timestamp" },
        { With("timestamp", 7), "timestamp" },
        { With("cipherHash", "abc"), "cipherHash" },
        { With("receivedAt", "yesterday"), "receivedAt" },
        { With("receivedAt", 7), "receivedAt" },
        { With("data", "{}"), "data" },
        { With("data", new JsonObject { ["x"] = new string('y', 40_000) }), "data" },
        { WithField("plateNo", null), "plateNo" },
        { WithField("plateColor", 9), "plateColor" },
        { WithField("parkingCode", "P2"), "data.parkingCode" },
        { WithField("moneyLimit", -1), "moneyLimit" },
        { """{"version":1,"deadlines":{}}""", "deadline" },
        { """{"version":1,"deadlines":7}""", "deadline" },
        { """{"version":7,"deadlines":{"site":"1001~~P1"}}""", "deadline" },
        { """{"version":1,"bell":{"site":"/"}}""", "bell" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_message_is_kept_aside_with_a_reason_that_names_what_is_wrong(string message, string named)
    {
        var bench = await DownlinkBench.StartAsync();

        await bench.BringAsync(message);

        var kept = Assert.Single(bench.Quarantine.Kept);
        Assert.Equal(("downlink", message), (kept.Queue, kept.Message));
        Assert.Contains(named, kept.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("8Q9Z7", kept.Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Downlinks.Rows(DownlinkBench.Site.Value));
        Assert.Empty(bench.Queue.Waiting);
        Assert.Empty(bench.CityBrain.Calls);
    }

    [Fact]
    public async Task A_message_for_a_car_park_of_another_access_is_not_that_car_parks()
    {
        var bench = await DownlinkBench.StartAsync();

        await bench.BringAsync(BridgeMessage.PayResult() with { AccessId = "1002", ParkingCode = "P2" });

        Assert.Single(bench.Quarantine.Kept);
        await bench.BringAsync(BridgeMessage.PayResult() with { AccessId = "1002" });
        Assert.Empty(await bench.InboxAsync());
    }

    private static string With(string member, JsonNode? value)
    {
        var message = JsonNode.Parse(BridgeMessage.DeparturePayInfo().ToJson())!.AsObject();
        message[member] = value;
        return message.ToJsonString();
    }

    private static string WithField(string field, JsonNode? value)
    {
        var message = JsonNode.Parse(BridgeMessage.DeparturePayInfo().ToJson())!.AsObject();
        message["data"]![field] = value;
        return message.ToJsonString();
    }
}
