using System.Text.Json.Nodes;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.HandleDownlink;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>What was sent down, and calls that pass through the gateway.</summary>
public sealed class PassingTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task R34_R46_while_the_city_brain_does_not_answer_what_it_sent_down_since_the_arrival_does_and_says_so()
    {
        await ArriveAsync();
        await BringAsync(BridgeMessage.DeparturePayInfo(1, moneyLimit: 4321));
        _host.CityBrain.IsAway = true;

        var answered = await AskAsync();

        Assert.Equal((200, "200", "4321", "1", "1"), (answered.Status, answered.Text("resultCode"), answered.Text("moneyLimit"), answered.Text("noSense"), answered.Text("departurePay")));
        Assert.Contains("城市大脑未应答", answered.Text("msg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task R46_what_was_sent_down_during_an_earlier_stay_answers_nothing()
    {
        await BringAsync(BridgeMessage.DeparturePayInfo() with { ReceivedAt = TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(1) });
        await ArriveAsync();
        _host.CityBrain.IsAway = true;

        var answered = await AskAsync();

        Assert.Equal((504, "500"), (answered.Status, answered.Text("resultCode")));
    }

    [Fact]
    public async Task R46_of_a_vehicle_that_has_left_or_never_came_nothing_is_remembered()
    {
        await BringAsync(BridgeMessage.DeparturePayInfo());
        _host.CityBrain.IsAway = true;
        Assert.Equal(504, (await AskAsync()).Status);

        await ArriveAsync();
        await BringAsync(BridgeMessage.DeparturePayInfo(2, moneyLimit: 2));
        Assert.Equal(200, (await AskAsync()).Status);
        await _host.PostAsync("uploadCarOutData", Requests.Of("uploadCarOutData", data =>
        {
            (data["plateNo"], data["plateColor"], data["uid"]) = (BridgeMessage.Plate, 1, "u-1");
            data["endTime"] = ChinaTime.Format(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1));
        }));

        Assert.Equal(504, (await AskAsync()).Status);
    }

    [Fact]
    public async Task R46_while_the_city_brain_answers_its_word_counts()
    {
        await ArriveAsync();
        await BringAsync(BridgeMessage.DeparturePayInfo(1, moneyLimit: 4321));
        _host.CityBrain.Answer = """{"resultCode":"200","msg":"","noSense":0,"moneyLimit":7,"departurePay":0}""";

        Assert.Equal("7", (await AskAsync()).Text("moneyLimit"));
    }

    [Fact]
    public async Task D13_a_confirmPayResult_of_a_client_that_automates_by_itself_is_kept_as_the_fact_that_it_carries()
    {
        await SetDownlinkAsync(AccessEntry.OwnDownlink);

        Assert.Equal(200, (await _host.PostAsync("confirmPayResult", Requests.Of("confirmPayResult", data => data["params"]!["billID"] = "b-7"))).Status);

        var fact = await FactAsync("b-7");
        Assert.True(fact?.IsSettled);
        Assert.Single(_host.CityBrain.Calls);
    }

    [Fact]
    public async Task D13_of_a_client_that_lets_us_automate_it_is_just_passed_on()
    {
        await _host.PostAsync("confirmPayResult", Requests.Of("confirmPayResult", data => data["params"]!["billID"] = "b-7"));

        Assert.Null(await FactAsync("b-7"));
        Assert.Single(_host.CityBrain.Calls);
    }

    [Fact]
    public async Task R52_a_command_uploadFee_answers_the_question_with_its_requestId()
    {
        await BringAsync(BridgeMessage.Fee());
        var body = Requests.Of("uploadFee", data =>
        {
            data["requestId"] = 71;
            data["params"]!["payStatus"] = 0;
            data["params"]!.AsObject().Remove("paidType");
        });

        Assert.Equal(200, (await _host.PostAsync("uploadFee", body)).Status);

        Assert.Single(_host.CityBrain.Calls);
        Assert.Empty((await _host.GetAsync("/api/v2/inbox")).Json.GetProperty("messages").EnumerateArray());
    }

    [Fact]
    public async Task What_is_registered_as_poison_is_kept_aside()
    {
        await _host.PostAsync("/HandleDownlinkPoison", new StringContent("""{"Data":{"message":"what nobody could handle"}}""", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(("downlink", "what nobody could handle"), (Assert.Single(_host.Quarantine.Kept).Queue, _host.Quarantine.Kept[0].Message));
    }

    [Fact]
    public async Task No_plate_is_logged()
    {
        await BringAsync(BridgeMessage.DeparturePayInfo());
        var bad = BridgeMessage.DeparturePayInfo(2);
        bad.Data["plateColor"] = 99;
        await BringAsync(bad);

        Assert.DoesNotContain(_host.Logged.Records, record => record.Contains("8Q9Z7", StringComparison.Ordinal));
    }

    private async Task BringAsync(BridgeMessage message) =>
        await _host.Services.GetRequiredService<HandleDownlinkFunction>().RunAsync(message.ReceivedNow(TimeProvider.System).ToJson(), Stop);

    private Task<Answered> AskAsync() => _host.PostAsync("getDeparturePayInfo", Requests.Of("getDeparturePayInfo", data =>
        (data["plateNo"], data["plateColor"]) = (BridgeMessage.Plate, 1)));

    private async Task ArriveAsync() => Assert.Equal(200, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data =>
    {
        (data["plateNo"], data["plateColor"], data["uid"]) = (BridgeMessage.Plate, 1, "u-1");
        data["arriveTime"] = ChinaTime.Format(TimeProvider.System.GetUtcNow());
    }))).Status);

    private async Task SetDownlinkAsync(string downlink)
    {
        var known = (await _host.Directory.GetAsync("access", "1001", Stop)).Row!;
        var answered = await _host.OperateAsync(HttpMethod.Put, "/ops/sites/accesses", new JsonObject
        {
            ["accessID"] = "1001",
            ["baseAddress"] = "http://city-brain.example/",
            ["privateKey"] = known.GetString("PrivateKey"),
            ["downlink"] = downlink,
        });
        Assert.Equal(200, answered.Status);
    }

    private Task<FactRow?> FactAsync(string billId) =>
        _host.Services.GetRequiredService<FactStore>().FindAsync(GatewayHost.Site, $"S|payResult|{billId}", Stop);
}
