using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Heartbeats;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Heartbeats;

/// <summary>uploadHeartbeat (§3.3.3) through the gateway: it goes up, srvTime comes back, and clocks that are off are told of.</summary>
public sealed class HeartbeatTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _host = await GatewayHost.StartAsync();
        CityBrainShows(TimeSpan.Zero);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task R70_R71_a_heartbeat_goes_up_and_the_city_brains_clock_comes_back_as_it_is()
    {
        var answered = await BeatAsync(TimeSpan.Zero);

        var call = Assert.Single(_host.CityBrain.Calls);
        Assert.Equal(("P1", "/api/v2/cp/uploadHeartbeat"), (call.Data.GetProperty("parkingCode").GetString(), call.Path));
        Assert.Equal((200, "操作成功"), (answered.Status, answered.Text("msg")));
        Assert.True(ChinaTime.TryParse(answered.Text("srvTime"), out _));
    }

    [Theory]
    [InlineData(300, "快 300 秒", "ahead")]
    [InlineData(-300, "慢 300 秒", "behind")]
    public async Task R71_a_car_park_whose_clock_is_off_is_told_so_in_msg_and_nothing_else_of_the_answer_changes(int drift, string chinese, string english)
    {
        var answered = await BeatAsync(TimeSpan.FromSeconds(drift));

        Assert.Equal((200, "200"), (answered.Status, answered.Text("resultCode")));
        Assert.StartsWith("操作成功；", answered.Text("msg"), StringComparison.Ordinal);
        Assert.Matches(System.Text.RegularExpressions.Regex.Escape(chinese).Replace("300", "(299|300|301)", StringComparison.Ordinal), answered.Text("msg"));
        Assert.Contains(english, answered.Text("msg"), StringComparison.Ordinal);
        Assert.True(answered.Text("msg").Length <= 200, "The standard allows msg 200 characters.");
        Assert.Equal(["resultCode", "srvTime", "note", "msg"], answered.Json.EnumerateObject().Select(member => member.Name));
        Assert.Contains(_host.Logged.Records, record => record.Contains("the car park's clock is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task R71_a_drift_within_the_limit_is_fine_and_the_limit_is_a_setting()
    {
        await using var strict = await GatewayHost.StartAsync(new Dictionary<string, string?> { ["Heartbeats:DriftLimitSeconds"] = "10" });
        strict.CityBrain.Answer = _host.CityBrain.Answer;

        Assert.Equal("操作成功", (await BeatAsync(TimeSpan.FromSeconds(30))).Text("msg"));
        Assert.NotEqual("操作成功", (await strict.PostAsync("uploadHeartbeat", Heartbeat(TimeSpan.FromSeconds(30)))).Text("msg"));
    }

    [Fact]
    public async Task R71_our_own_clock_is_measured_too_and_the_car_park_is_not_blamed_for_it()
    {
        using var heard = new HeardMetrics(_host.Services.GetRequiredService<IMeterFactory>());
        CityBrainShows(TimeSpan.FromSeconds(-200));

        var answered = await BeatAsync(TimeSpan.FromSeconds(-200));

        Assert.Equal("操作成功", answered.Text("msg"));
        Assert.Equal(["hz.heartbeat.drifted 1 [clock, own]"], heard.Read().Where(line => line.StartsWith("hz.heartbeat", StringComparison.Ordinal)));
        Assert.Contains(_host.Logged.Records, record => record.Contains("Our own clock is 20", StringComparison.Ordinal));
        var presence = await PresenceAsync();
        Assert.InRange(presence!.Drift!.Own.TotalSeconds, 195, 205);
        Assert.InRange(presence.Drift.CarPark.TotalSeconds, -5, 5);
    }

    [Fact]
    public async Task A_heartbeat_that_the_city_brain_does_not_answer_shows_no_drift_but_that_the_car_park_is_there()
    {
        await BeatAsync(TimeSpan.FromSeconds(300));
        _host.CityBrain.IsAway = true;

        Assert.Equal(504, (await BeatAsync(TimeSpan.Zero)).Status);

        var presence = await PresenceAsync();
        Assert.InRange(presence!.Drift!.CarPark.TotalSeconds, 295, 305);
        Assert.InRange(presence.HeartbeatAt!.Value, Now.AddMinutes(-5), Now);
    }

    [Theory]
    [InlineData("""{"resultCode":"200","msg":"操作成功"}""")]
    [InlineData("""{"resultCode":"200","msg":"操作成功","srvTime":"yesterday"}""")]
    [InlineData("""{"resultCode":"500","msg":"操作失败"}""")]
    public async Task An_answer_without_a_time_is_passed_on_as_it_is(string answer)
    {
        _host.CityBrain.Answer = answer;

        var answered = await BeatAsync(TimeSpan.FromSeconds(300));

        Assert.Equal(JsonNode.Parse(answer)!.ToJsonString(), JsonNode.Parse(answered.Body)!.ToJsonString());
        Assert.Null((await PresenceAsync())!.Drift);
    }

    [Fact]
    public async Task A_heartbeat_is_answered_though_it_cannot_be_noted()
    {
        _host.Downlinks.IsAway = true;

        Assert.Equal(200, (await BeatAsync(TimeSpan.Zero)).Status);
        Assert.Contains(_host.Logged.Records, record => record.Contains("could not be noted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_status_shows_when_a_car_park_was_heard_and_how_its_clock_stands()
    {
        await BeatAsync(TimeSpan.FromSeconds(300));
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"));

        var sites = (await _host.OperateAsync(HttpMethod.Get, "/ops/status")).Json.GetProperty("sites");

        var presence = sites[0].GetProperty("presence");
        Assert.True(presence.GetProperty("online").GetBoolean());
        Assert.True(presence.GetProperty("drifts").GetBoolean());
        Assert.InRange(presence.GetProperty("driftSeconds").GetDouble(), 295, 305);
        Assert.All(["lastHeardAt", "lastEventAt", "lastHeartbeatAt"], name => Assert.True(presence.TryGetProperty(name, out _), name));
        Assert.False(sites[1].GetProperty("presence").TryGetProperty("online", out _), "A car park that was never heard is neither.");
    }

    private Task<Answered> BeatAsync(TimeSpan drift) => _host.PostAsync("uploadHeartbeat", Heartbeat(drift));

    private static JsonObject Heartbeat(TimeSpan drift) => Requests.Of("uploadHeartbeat", data => data["uploadTime"] = ChinaTime.Format(Now + drift));

    private void CityBrainShows(TimeSpan drift) =>
        _host.CityBrain.Answer = $$"""{"resultCode":"200","msg":"操作成功","srvTime":"{{ChinaTime.Format(Now + drift)}}","note":1}""";

    private Task<CarParkPresence?> PresenceAsync() => _host.Services.GetRequiredService<CarParkPresences>().FindAsync(GatewayHost.Site, TestContext.Current.CancellationToken);
}
