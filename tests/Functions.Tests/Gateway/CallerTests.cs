using System.Diagnostics;
using System.Text.Json.Nodes;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>Keys, car parks, limits, and what happens when something that the gateway needs is away.</summary>
public sealed class CallerTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task R26_the_same_parkingCode_of_another_access_is_another_car_park()
    {
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"), _host.StrangersKey);

        Assert.Equal([SiteId.Create("1002", "P1")!.Value.Value], _host.Log.Partitions);
    }

    [Fact]
    public async Task An_attempt_for_another_car_park_is_logged_without_what_was_sent()
    {
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data =>
        {
            data["parkingCode"] = "P2";
            data["plateNo"] = Vehicle.Plate;
        }));

        var record = Assert.Single(_host.Logged.Records, record => record.Contains("not its own", StringComparison.Ordinal));
        Assert.Contains("1001~~P1 called uploadCarInData", record, StringComparison.Ordinal);
        Assert.DoesNotContain(Vehicle.Plate, record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_keys_of_a_car_park_are_valid_at_once_and_a_third_is_not_made()
    {
        var second = await _host.MakeKeyAsync("1001", "P1");
        var third = await _host.OperateAsync(HttpMethod.Post, "/ops/sites/keys", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "P1" });

        Assert.Equal(409, third.Status);
        Assert.Equal(200, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"))).Status);
        Assert.Equal(200, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"), second)).Status);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_and_the_other_still_does()
    {
        var second = await _host.MakeKeyAsync("1001", "P1");
        Assert.Equal(200, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"))).Status);

        var revoked = await _host.OperateAsync(HttpMethod.Post, "/ops/sites/keys/revoke", new JsonObject { ["keyId"] = _host.ApiKey[..16] });

        Assert.Equal(200, revoked.Status);
        Assert.Equal(401, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"))).Status);
        Assert.Equal(200, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"), second)).Status);
    }

    [Fact]
    public async Task A_disabled_car_park_is_refused_and_what_it_had_accepted_still_goes_up()
    {
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"));
        await DisableAsync(true);

        Assert.Equal(403, (await _host.PostAsync("uploadCarOutData", Requests.Of("uploadCarOutData"))).Status);
        Assert.Equal(403, (await _host.GetAsync("/api/v2/receipts/uploadCarInData.1")).Status);
        await _host.DrainAsync();
        Assert.Single(_host.CityBrain.Calls);

        await DisableAsync(false);
        Assert.Equal(200, (await _host.PostAsync("uploadCarOutData", Requests.Of("uploadCarOutData"))).Status);
    }

    [Fact]
    public async Task A_caller_that_sends_too_much_is_told_when_to_come_again_and_others_are_not_held_up()
    {
        await using var host = await GatewayHost.StartAsync(new Dictionary<string, string?> { ["RateLimits:PerSecond"] = "1", ["RateLimits:Burst"] = "3" });
        var answers = new List<Answered>();
        for (var number = 0; number < 12; number++)
        {
            answers.Add(await host.PostAsync("getPayResult", Requests.Of("getPayResult")));
        }

        var refused = answers.Last(answer => answer.Status == 429);
        Assert.Equal(("429", "1"), (refused.Text("resultCode"), refused.Headers.GetValues("Retry-After").Single()));
        Assert.Equal(200, answers[0].Status);
        Assert.Equal(200, (await host.PostAsync("getPayResult", Requests.Of("getPayResult"), host.StrangersKey)).Status);
    }

    [Theory]
    [InlineData("uploadCarInData")]
    [InlineData("uploadPhoto")]
    public async Task An_event_that_cannot_be_kept_is_to_be_sent_again(string name)
    {
        _host.Log.IsAway = true;
        _host.Photos.IsAway = name == "uploadPhoto";

        var answered = await _host.PostAsync(name, Requests.Of(name));

        Assert.Equal((503, "500", "5"), (answered.Status, answered.Text("resultCode"), answered.Headers.GetValues("Retry-After").Single()));
    }

    [Fact]
    public async Task A_directory_that_is_away_is_no_reason_to_refuse_a_key()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Directory.IsAway = true;

        Assert.Equal(503, (await host.PostAsync("getPayResult", Requests.Of("getPayResult"))).Status);
        Assert.Equal(503, (await host.GetAsync("/api/v2/receipts/uploadCarInData.1")).Status);
        Assert.Equal(503, (await host.OperateAsync(HttpMethod.Get, "/ops/sites")).Status);
        Assert.Equal(503, (await host.GetAsync("/health/ready")).Status);
        Assert.Equal(200, (await host.GetAsync("/health")).Status);
    }

    [Fact]
    public async Task A_queue_that_is_away_does_not_fail_the_acceptance()
    {
        _host.Bell.IsAway = true;

        Assert.Equal(200, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"))).Status);
    }

    [Fact]
    public async Task A_city_brain_that_is_away_is_504_for_a_question()
    {
        _host.CityBrain.IsAway = true;

        var answered = await _host.PostAsync("getPayResult", Requests.Of("getPayResult"));

        Assert.Equal((504, "500"), (answered.Status, answered.Text("resultCode")));
    }

    [Fact]
    public async Task A_city_brain_that_stays_away_is_not_asked_for_every_car()
    {
        _host.CityBrain.IsAway = true;
        for (var number = 0; number < 20; number++)
        {
            Assert.Equal(504, (await _host.PostAsync("getPayResult", Requests.Of("getPayResult"))).Status);
        }

        Assert.InRange(_host.CityBrain.Calls.Count, 1, 10);
    }

    [Fact]
    public async Task A_command_waits_a_moment_for_the_arrival_of_its_stay_to_go_up_before_it()
    {
        await using var host = await GatewayHost.StartAsync(services: services => services.AddSingleton<IBell, DrainingBell>());
        var uid = Requests.Of("applyPayment")["data"]!["uid"]!.GetValue<string>();
        await host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["uid"] = uid));
        Assert.Empty(host.CityBrain.Calls);

        await host.PostAsync("applyPayment", Requests.Of("applyPayment"));

        Assert.Equal(["/api/v2/cp/uploadCarInData", "/api/v2/cp/applyPayment"], host.CityBrain.Calls.Select(call => call.Path));
    }

    [Fact]
    public async Task A_command_goes_up_though_what_waits_of_its_stay_does_not_and_no_bell_can_be_rung()
    {
        var uid = Requests.Of("applyPayment")["data"]!["uid"]!.GetValue<string>();
        _host.Bell.IsAway = true;
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["uid"] = uid));
        var started = Stopwatch.GetTimestamp();

        var answered = await _host.PostAsync("applyPayment", Requests.Of("applyPayment"));

        Assert.Equal((200, "200"), (answered.Status, answered.Text("resultCode")));
        Assert.Single(_host.CityBrain.Calls);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(900), TimeSpan.FromSeconds(20));
    }

    private Task<Answered> DisableAsync(bool disabled) => _host.OperateAsync(
        HttpMethod.Post, "/ops/sites/disable", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "P1", ["disabled"] = disabled });

    // The first bell is not heard; from the second on it is answered at once.
    private sealed class DrainingBell(IServiceProvider services) : IBell
    {
        private int _rung;

        public Task RingAsync(SiteId site, TimeSpan delay, CancellationToken cancellationToken) => ++_rung == 1
            ? Task.CompletedTask
            : services.GetRequiredService<OutboxDrain>().DrainAsync(site, cancellationToken);
    }
}
