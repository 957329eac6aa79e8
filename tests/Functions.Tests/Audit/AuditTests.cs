using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Tests.Billing;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.Gateway;
using HzFunctions.Functions.Tests.Reconciliation;

namespace HzFunctions.Functions.Tests.Audit;

/// <summary><c>GET /ops/audit/{uid}</c>: one parking act in order.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private BillGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await BillGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_parking_act_is_told_in_order_with_what_came_in_went_up_came_down_and_was_paid()
    {
        await ParkingAct.RunAsync(_gateway);

        var entries = await EntriesAsync();

        Assert.Equal(entries.Select(entry => entry.GetProperty("at").GetDateTimeOffset()).Order(), entries.Select(entry => entry.GetProperty("at").GetDateTimeOffset()));
        Assert.Equal(
            [
                "accepted uploadCarInData", "forwarded uploadCarInData",
                "received departurePayInfo", "delivered departurePayInfo", "confirmed departurePayInfo",
                "bill.applied bill B-1", "bill.answered bill B-1", "bill.accepted bill B-1", "bill.settled bill B-1",
                "received payResult", "delivered payResult", "confirmed payResult",
                "accepted uploadPhoto", "forwarded uploadPhoto",
                "accepted uploadCarOutData", "forwarded uploadCarOutData",
                "accepted uploadPayRecord", "forwarded uploadPayRecord",
            ],
            entries.Select(Line).OrderBy(line => Kinds.FindIndex(kind => line.Contains(kind, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task It_has_the_citys_brains_words_the_amounts_and_what_was_sent_without_saying_whose_vehicle_it_was()
    {
        await ParkingAct.RunAsync(_gateway);

        var entries = await EntriesAsync();

        var forwarded = entries.Single(entry => Line(entry) == "forwarded uploadCarInData");
        Assert.Equal(("200", "操作成功"), (forwarded.GetProperty("resultCode").GetString(), forwarded.GetProperty("msg").GetString()));
        var settled = entries.Single(entry => Line(entry) == "bill.settled bill B-1");
        Assert.Equal((1000, "HZ-1"), (settled.GetProperty("data").GetProperty("actualPay").GetInt32(), settled.GetProperty("data").GetProperty("orderCode").GetString()));
        var arrival = entries.Single(entry => Line(entry) == "accepted uploadCarInData").GetProperty("data");
        Assert.Equal(("P1", "浙A***7"), (arrival.GetProperty("parkingCode").GetString(), arrival.GetProperty("plateNo").GetString()));
        Assert.All(Vehicle.Traces, trace => Assert.DoesNotContain(trace, string.Concat(entries), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_that_was_revised_refused_and_sent_again_has_all_its_lives()
    {
        var host = _gateway.Host;
        host.CityBrain.AnswerTo = _ => """{"resultCode":"400","msg":"缺失参数 gateNo"}""";
        await ParkingAct.PostAsync(_gateway, "uploadCarInData", data => data["gateNo"] = "1");
        await ParkingAct.PostAsync(_gateway, "uploadCarInData", data => data["gateNo"] = "2");
        await host.DrainAsync();
        host.CityBrain.AnswerTo = _ => null;
        await host.OperateAsync(HttpMethod.Post, "/ops/dead-letters/replay", new JsonObject { ["site"] = "1001~~P1", ["actor"] = "li" });
        await host.DrainAsync();

        var entries = await EntriesAsync();

        Assert.Equal(
            ["accepted uploadCarInData", "revised uploadCarInData", "refused uploadCarInData", "again uploadCarInData", "forwarded uploadCarInData"],
            entries.Select(Line));
        Assert.Equal(["1", "2"], entries.Take(2).Select(entry => entry.GetProperty("data").GetProperty("gateNo").GetString()));
        Assert.Equal("缺失参数 gateNo", entries[2].GetProperty("msg").GetString());
        Assert.Equal("li", entries[3].GetProperty("actor").GetString());
    }

    [Fact]
    public async Task It_tells_how_the_reconciliation_of_its_day_ended_and_what_that_found_of_it_alone()
    {
        var host = _gateway.Host;
        await ParkingAct.PostAsync(_gateway, "uploadCarInData", data => data["arriveID"] = "A1");
        await host.DrainAsync();
        var day = host.Log.Rows("1001~~P1").Single(row => row.Row == "E|uploadCarInData|A1").Columns["Day"].ToString()!;
        await EndedDay.WriteAsync(
            host.Services.GetRequiredService<ReconciliationStore>(),
            GatewayHost.Site,
            day,
            ReconciliationOutcome.Balanced,
            new Finding("arrivals", FindingKind.Resent, "A1", ParkingAct.Uid, 1),
            new Finding("arrivals", FindingKind.Resent, "A2", "another", 1));

        var found = (await EntriesAsync()).Select(entry => $"{entry.GetProperty("what").GetString()} {entry.GetProperty("about").GetString()}").ToList();

        var date = $"{day[..4]}-{day[4..6]}-{day[6..]}";
        Assert.Equal(["reconciliation.balanced day " + date, "reconciliation.resent arrivals A1"], found.Where(line => line.StartsWith("reconciliation", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_record_that_was_given_up_says_by_whom_and_why()
    {
        _gateway.Host.CityBrain.AnswerTo = _ => """{"resultCode":"400","msg":"缺失参数"}""";
        await ParkingAct.PostAsync(_gateway, "uploadCarInData", _ => { });
        await _gateway.Host.DrainAsync();
        await _gateway.Host.OperateAsync(
            HttpMethod.Post, "/ops/dead-letters/discard", new JsonObject { ["site"] = "1001~~P1", ["actor"] = "li", ["reason"] = "a test car" });

        var last = (await EntriesAsync())[^1];

        Assert.Equal(("discarded", "li", "a test car"), (last.GetProperty("what").GetString(), last.GetProperty("actor").GetString(), last.GetProperty("msg").GetString()));
    }

    [Fact]
    public async Task What_is_told_of_the_vehicle_at_another_time_belongs_to_another_stay()
    {
        await _gateway.TellContractAsync(before: TimeSpan.FromHours(2));
        await ParkingAct.AckAllAsync(_gateway.Host);
        await _gateway.ArriveAsync();

        Assert.DoesNotContain(await EntriesAsync(), entry => Line(entry).Contains("departurePayInfo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_payment_of_another_bill_belongs_to_another_stay()
    {
        await _gateway.ArriveAsync();
        await _gateway.BringAsync(BillStory.PayResult(change: data => (data["billID"], data["plateNo"]) = ("B-9", BridgeMessage.Plate)));

        Assert.DoesNotContain(await EntriesAsync(), entry => Line(entry).Contains("payResult", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_uid_that_two_car_parks_use_is_two_stays_and_one_can_be_asked_for()
    {
        await ParkingAct.PostAsync(_gateway, "uploadCarInData", _ => { });
        await _gateway.Host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["uid"] = ParkingAct.Uid), _gateway.Host.StrangersKey);

        Assert.Equal(["1001~~P1", "1002~~P1"], await SitesAsync(string.Empty));
        Assert.Equal(["1002~~P1"], await SitesAsync("?site=1002~~P1"));
    }

    [Theory]
    [InlineData("/ops/audit/nobody", 404)]
    [InlineData("/ops/audit/u-1?site=P1", 400)]
    [InlineData("/ops/audit/a%2Fb%7C~%20%E6%B5%99", 404)]
    public async Task What_is_not_known_is_not_found(string path, int status) =>
        Assert.Equal(status, (await _gateway.Host.OperateAsync(HttpMethod.Get, path)).Status);

    private static readonly List<string> Kinds =
        ["uploadCarInData", "departurePayInfo", "bill B-1", "payResult", "uploadPhoto", "uploadCarOutData", "uploadPayRecord"];

    private static string Line(JsonElement entry)
    {
        var about = entry.GetProperty("about").GetString()!;
        return $"{entry.GetProperty("what").GetString()} {(about.StartsWith("bill ", StringComparison.Ordinal) ? about : about[..about.IndexOf('.', StringComparison.Ordinal)])}";
    }

    private async Task<IReadOnlyList<JsonElement>> EntriesAsync()
    {
        var told = await _gateway.Host.OperateAsync(HttpMethod.Get, $"/ops/audit/{ParkingAct.Uid}?site=1001~~P1");
        Assert.True(told.Status == 200, told.Body);
        return [.. told.Json.GetProperty("stays")[0].GetProperty("entries").EnumerateArray()];
    }

    private async Task<IEnumerable<string>> SitesAsync(string query)
    {
        var told = await _gateway.Host.OperateAsync(HttpMethod.Get, $"/ops/audit/{ParkingAct.Uid}{query}");
        return told.Json.GetProperty("stays").EnumerateArray().Select(stay => stay.GetProperty("site").GetString()!);
    }
}
