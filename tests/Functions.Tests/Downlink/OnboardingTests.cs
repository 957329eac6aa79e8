using System.Text.Json.Nodes;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>What operators register about the way down.</summary>
public sealed class OnboardingTests : IAsyncLifetime
{
    private readonly string _secretFile = Path.GetTempFileName();
    private GatewayHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_secretFile, "secret\r\n", Stop);
        _host = await GatewayHost.StartAsync(new Dictionary<string, string?> { ["Webhooks:AllowedTargets"] = "127.0.0.0/8" });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        File.Delete(_secretFile);
    }

    [Fact]
    public async Task An_access_has_a_broker_and_the_bridge_finds_it_in_the_columns_that_it_reads()
    {
        var body = await AccessAsync();
        body["platformKey"] = _host.Keys.PublicPem;
        body["mqtt"] = new JsonObject
        {
            ["address"] = "mqtts://broker.example:8883",
            ["userName"] = "user",
            ["password"] = "file:/run/secrets/mqtt",
            ["node"] = 2,
            ["protocol"] = "5.0",
        };

        Assert.Equal(200, (await _host.OperateAsync(HttpMethod.Put, "/ops/sites/accesses", body)).Status);

        var row = _host.Directory.Rows("access").Single(row => row.Row == "1003").Columns;
        Assert.Equal(
            ("bridge", "mqtts://broker.example:8883", "user", "file:/run/secrets/mqtt", 2, "5.0"),
            (row["Downlink"], row["MqttAddress"], row["MqttUserName"], row["MqttPassword"], row["MqttNode"], row["MqttProtocol"]));
        var entry = AccessEntry.Read((await _host.Directory.GetAsync("access", "1003", Stop)).Row!);
        Assert.Equal(new MqttSetting("mqtts://broker.example:8883", "user", "file:/run/secrets/mqtt", 2, "5.0"), entry.Mqtt);
    }

    [Fact]
    public async Task Without_a_broker_and_without_another_word_the_car_parks_own_client_deals_with_what_is_sent_down()
    {
        Assert.Equal(200, (await _host.OperateAsync(HttpMethod.Put, "/ops/sites/accesses", await AccessAsync())).Status);

        Assert.Equal("own", _host.Directory.Rows("access").Single(row => row.Row == "1003").Columns["Downlink"]);
    }

    [Fact]
    public async Task What_is_not_said_about_a_broker_has_no_column()
    {
        var body = await AccessAsync();
        body["platformKey"] = _host.Keys.PublicPem;
        body["downlink"] = "own";
        body["mqtt"] = new JsonObject { ["address"] = "mqtt://127.0.0.1:1883" };

        Assert.Equal(200, (await _host.OperateAsync(HttpMethod.Put, "/ops/sites/accesses", body)).Status);

        var row = _host.Directory.Rows("access").Single(row => row.Row == "1003").Columns;
        Assert.Equal(("own", "3.1.1"), (row["Downlink"], row["MqttProtocol"]));
        Assert.DoesNotContain(row.Keys, column => column is "MqttUserName" or "MqttPassword" or "MqttNode");
    }

    [Theory]
    [InlineData("""{"downlink":"both"}""", "downlink")]
    [InlineData("""{"mqtt":{"address":"http://x:1883"}}""", "mqtt.address")]
    [InlineData("""{"mqtt":{"address":"mqtt://x:1883/path"}}""", "mqtt.address")]
    [InlineData("""{"mqtt":{"address":"mqtt://user:password@x:1883"}}""", "mqtt.address")]
    [InlineData("""{"mqtt":{"address":"x"}}""", "mqtt.address")]
    [InlineData("""{"mqtt":{}}""", "mqtt")]
    [InlineData("""{"mqtt":{"address":"mqtt://x:1883","protocol":"3.0"}}""", "mqtt.protocol")]
    [InlineData("""{"mqtt":{"address":"mqtt://x:1883","node":-1}}""", "mqtt.node")]
    [InlineData("""{"mqtt":{"address":"mqtt://x:1883","node":"a"}}""", "mqtt.node")]
    [InlineData("""{"mqtt":{"address":"mqtt://x:1883","userName":""}}""", "mqtt.userName")]
    [InlineData("""{"mqtt":{"address":"mqtt://x:1883","password":"the password itself"}}""", "mqtt.password")]
    [InlineData("""{"mqtt":{"address":"mqtt://x:1883"},"platformKey":null}""", "platformKey")]
    [InlineData("""{"mqtt":{"address":"mqtt://x:1883","unknown":1}}""", "unknown")]
    public async Task A_broker_that_could_not_be_used_is_not_registered_and_the_answer_names_what_is_wrong(string changes, string named)
    {
        var body = await AccessAsync();
        body["platformKey"] = _host.Keys.PublicPem;
        foreach (var (member, value) in JsonNode.Parse(changes)!.AsObject().ToList())
        {
            body[member] = value?.DeepClone();
        }

        var answered = await _host.OperateAsync(HttpMethod.Put, "/ops/sites/accesses", body);

        Assert.Equal(400, answered.Status);
        Assert.Contains(named, answered.Text("error"), StringComparison.Ordinal);
        Assert.DoesNotContain("the password itself", answered.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(_host.Directory.Rows("access"), row => row.Row == "1003");
    }

    [Fact]
    public async Task A_car_park_has_a_webhook_until_it_is_registered_without()
    {
        var body = Site(new JsonObject { ["url"] = "http://127.0.0.1:5000/hook", ["secret"] = $"file:{_secretFile}" });
        Assert.Equal(200, (await _host.OperateAsync(HttpMethod.Put, "/ops/sites", body)).Status);
        var row = _host.Directory.Rows("site").Single(row => row.Row == "1001~~P1").Columns;
        Assert.Equal(("http://127.0.0.1:5000/hook", $"file:{_secretFile}"), (row["WebhookUrl"], row["WebhookSecret"]));

        Assert.Equal(200, (await _host.OperateAsync(HttpMethod.Put, "/ops/sites", Site(null))).Status);
        Assert.DoesNotContain(_host.Directory.Rows("site").Single(row => row.Row == "1001~~P1").Columns.Keys, column => column.StartsWith("Webhook", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_car_park_that_is_disabled_keeps_its_webhook()
    {
        await _host.OperateAsync(HttpMethod.Put, "/ops/sites", Site(new JsonObject { ["url"] = "https://car-park.example/", ["secret"] = $"file:{_secretFile}" }));

        await _host.OperateAsync(HttpMethod.Post, "/ops/sites/disable", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "P1", ["disabled"] = true });

        var entry = await _host.Services.GetRequiredService<SiteDirectory>().FindSiteAsync(SiteId.Parse("1001~~P1")!.Value, Stop);
        Assert.Equal((true, "https://car-park.example/"), (entry!.Disabled, entry.Webhook?.Url));
    }

    [Theory]
    [InlineData("http://car-park.example/", "webhook.url")]
    [InlineData("https://10.0.0.1/", "webhook.url")]
    [InlineData("https://car-park.example:8443/", "webhook.url")]
    [InlineData("nothing", "webhook.url")]
    [InlineData("/relative", "webhook.url")]
    [InlineData(null, "webhook.url")]
    public async Task A_webhook_that_may_not_be_called_is_not_registered(string? url, string named)
    {
        var answered = await _host.OperateAsync(HttpMethod.Put, "/ops/sites", Site(new JsonObject { ["url"] = url, ["secret"] = $"file:{_secretFile}" }));

        Assert.Equal(400, answered.Status);
        Assert.Contains(named, answered.Text("error"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the secret itself")]
    [InlineData("file:/no/such/file")]
    [InlineData("")]
    public async Task A_webhook_whose_secret_cannot_be_read_is_not_registered_and_no_answer_shows_it(string secret)
    {
        var answered = await _host.OperateAsync(HttpMethod.Put, "/ops/sites", Site(new JsonObject { ["url"] = "https://car-park.example/", ["secret"] = secret }));

        Assert.Equal(400, answered.Status);
        Assert.StartsWith("webhook.secret", answered.Text("error"), StringComparison.Ordinal);
        Assert.DoesNotContain("the secret itself", answered.Body, StringComparison.Ordinal);
    }

    private static JsonObject Site(JsonObject? webhook) =>
        new() { ["accessID"] = "1001", ["parkingCode"] = "P1", ["parkingName"] = "场库P1", ["webhook"] = webhook };

    private async Task<JsonObject> AccessAsync()
    {
        var known = (await _host.Directory.GetAsync("access", "1001", Stop)).Row!;
        return new JsonObject { ["accessID"] = "1003", ["baseAddress"] = "http://city-brain.example/", ["privateKey"] = known.GetString("PrivateKey") };
    }
}
