using System.Text.Json.Nodes;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Operations;

/// <summary>What operators can do, over HTTP.</summary>
public sealed class OperationsTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("GET", "/ops/sites")]
    [InlineData("PUT", "/ops/sites")]
    [InlineData("POST", "/ops/sites/keys")]
    [InlineData("GET", "/ops/status")]
    [InlineData("GET", "/ops/dead-letters?site=1001~~P1")]
    [InlineData("POST", "/ops/dead-letters/replay")]
    [InlineData("GET", "/ops/dead-letters/quarantine/show?name=x")]
    [InlineData("POST", "/ops/dead-letters/quarantine/discard")]
    [InlineData("GET", "/ops/audit/u-1")]
    [InlineData("POST", "/ops/erasures")]
    public async Task Nobody_operates_without_the_admin_key(string method, string path)
    {
        using var without = new HttpRequestMessage(new HttpMethod(method), path);
        using var wrong = new HttpRequestMessage(new HttpMethod(method), path);
        wrong.Headers.Add("X-Admin-Key", "another");
        using var inTheUrl = new HttpRequestMessage(new HttpMethod(method), path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"X-Admin-Key={GatewayHost.AdminKey}");

        Assert.Equal(401, (await _host.SendAsync(without)).Status);
        Assert.Equal(401, (await _host.SendAsync(wrong)).Status);
        Assert.Equal(401, (await _host.SendAsync(inTheUrl)).Status);
    }

    [Fact]
    public async Task Car_parks_are_listed_with_their_keys_and_without_secrets()
    {
        var answered = await _host.OperateAsync(HttpMethod.Get, "/ops/sites");

        Assert.Equal(["1001~~P1", "1001~~P2", "1002~~P1"], answered.Json.GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("site").GetString()!));
        Assert.Contains(_host.ApiKey[..16], answered.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(_host.ApiKey[17..], answered.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(_host.ApiKey[17..], string.Concat(_host.Directory.Rows("key").SelectMany(row => row.Columns.Values)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"accessID":"1003","baseAddress":"ftp://x/","privateKey":"file:/x"}""", "baseAddress")]
    [InlineData("""{"accessID":"1003","baseAddress":"nothing","privateKey":"file:/x"}""", "baseAddress")]
    [InlineData("""{"accessID":"1003","baseAddress":"http://x/","privateKey":"file:/no/such/file"}""", "privateKey")]
    [InlineData("""{"accessID":"1003","baseAddress":"http://x/","privateKey":"-----BEGIN PRIVATE KEY-----"}""", "privateKey")]
    [InlineData("""{"accessID":"","baseAddress":"http://x/","privateKey":"file:/x"}""", "accessID")]
    [InlineData("""{"accessID":"1003","baseAddress":"http://x/","privateKey":"file:/x","envelope":{"hash":"crc"}}""", "envelope.hash")]
    [InlineData("""{"accessID":"1003","baseAddress":"http://x/","privateKey":"file:/x","envelope":{"cipher":"none"}}""", "envelope.cipher")]
    [InlineData("""{"accessID":"1003","baseAddress":"http://x/","privateKey":"file:/x","envelope":{"cipher":"platform-public-key"}}""", "platformKey")]
    [InlineData("""{"accessID":"1003","baseAddress":"http://x/","privateKey":"file:/x","pathBases":{"nothing":"/x"}}""", "pathBases")]
    [InlineData("""{"accessID":"1003","baseAddress":"http://x/","privateKey":"file:/x","unknown":1}""", "unknown")]
    [InlineData("""{"accessID":null,"baseAddress":"http://x/","privateKey":"file:/x"}""", "accessID")]
    [InlineData("""{"baseAddress":"http://x/","privateKey":"file:/x"}""", "accessID")]
    [InlineData("""{"accessID":"1003","baseAddress":"http://x/","privateKey":null}""", "privateKey")]
    [InlineData("""{"accessID":"1003","baseAddress":"http://x/","privateKey":"file:/x","envelope":null}""", "envelope")]
    [InlineData("""{"accessID":"1003","baseAddress":"http://x/","privateKey":"file:/x","pathBases":null}""", "pathBases")]
    [InlineData("""{"accessID":"1003","baseAddress":"http://x/","privateKey":"file:/x","pathBases":{"uploadCarInData":null}}""", "pathBases")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("no JSON", "")]
    public async Task An_access_that_could_not_be_used_is_not_registered_and_the_answer_names_what_is_wrong(string body, string named)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/ops/sites/accesses");
        request.Headers.Add("X-Admin-Key", GatewayHost.AdminKey);
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answered = await _host.SendAsync(request);

        Assert.True(answered.Status == 400, answered.Body);
        Assert.Contains(named, answered.Text("error"), StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN PRIVATE", answered.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(_host.Directory.Rows("access"), row => row.Row == "1003");
    }

    [Theory]
    [InlineData("""{"clientID":"c","publicKey":"no key","accessID":"1001","parkingCodes":["P1"]}""", "publicKey")]
    [InlineData("""{"clientID":"c","publicKey":"KEY","accessID":"1001","parkingCodes":[]}""", "parkingCodes")]
    [InlineData("""{"clientID":"c","publicKey":"KEY","accessID":"1001","parkingCodes":["P9"]}""", "parkingCodes")]
    [InlineData("""{"clientID":"c","publicKey":"KEY","accessID":"1001","parkingCodes":[null]}""", "parkingCode")]
    [InlineData("""{"clientID":"c","publicKey":"KEY","accessID":"1001","parkingCodes":null}""", "parkingCodes")]
    [InlineData("""{"clientID":"c","publicKey":"KEY","hash":"md4","accessID":"1001","parkingCodes":["P1"]}""", "hash")]
    [InlineData("""{"clientID":"","publicKey":"KEY","accessID":"1001","parkingCodes":["P1"]}""", "clientID")]
    public async Task A_wire_identity_that_could_not_be_used_is_not_registered(string body, string named)
    {
        var json = JsonNode.Parse(body)!.AsObject();
        if (json["publicKey"]!.GetValue<string>() == "KEY")
        {
            json["publicKey"] = _host.Keys.PublicPem;
        }

        var answered = await _host.OperateAsync(HttpMethod.Put, "/ops/sites/identities", json);

        Assert.True(answered.Status == 400, answered.Body);
        Assert.Contains(named, answered.Text("error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_car_park_of_an_access_that_is_not_registered_is_none() =>
        Assert.Equal(404, (await _host.OperateAsync(
            HttpMethod.Put, "/ops/sites", new JsonObject { ["accessID"] = "9999", ["parkingCode"] = "P1", ["parkingName"] = "x" })).Status);

    [Fact]
    public async Task A_car_park_that_is_registered_again_keeps_being_disabled()
    {
        await _host.OperateAsync(HttpMethod.Post, "/ops/sites/disable", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "P1", ["disabled"] = true });
        await _host.OperateAsync(HttpMethod.Put, "/ops/sites", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "P1", ["parkingName"] = "新名" });

        Assert.Equal(403, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"))).Status);
    }

    [Fact]
    public async Task What_is_no_operation_is_404_and_its_path_is_not_logged()
    {
        var path = Uri.EscapeDataString(Vehicle.Plate);

        Assert.Equal(404, (await _host.OperateAsync(HttpMethod.Post, $"/ops/sites/{path}")).Status);
        Assert.Equal(404, (await _host.OperateAsync(HttpMethod.Post, $"/ops/dead-letters/{path}")).Status);
        using var stranger = new HttpRequestMessage(HttpMethod.Post, $"/ops/sites/{path}");
        Assert.Equal(401, (await _host.SendAsync(stranger)).Status);

        Assert.All(_host.Logged.Records, record => Assert.All(Vehicle.Traces, trace => Assert.DoesNotContain(trace, record, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_an_operator_orders_is_logged()
    {
        await _host.OperateAsync(HttpMethod.Post, "/ops/sites/disable", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "P1", ["disabled"] = true });

        Assert.Contains(_host.Logged.Records, record => record.Contains("/ops/sites/disable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused() =>
        Assert.Equal(400, (await _host.OperateAsync(
            HttpMethod.Put, "/ops/sites", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "P1", ["parkingName"] = new string('x', 300_000) })).Status);

    [Fact]
    public async Task The_status_says_what_waits_since_when_and_whether_the_city_brain_answers()
    {
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"));
        var before = await _host.OperateAsync(HttpMethod.Get, "/ops/status");
        await _host.DrainAsync();
        var after = await _host.OperateAsync(HttpMethod.Get, "/ops/status");

        Assert.Equal(1, before.Json.GetProperty("sites")[0].GetProperty("pending").GetInt32());
        Assert.False(before.Json.GetProperty("cityBrain").TryGetProperty("up", out _));
        Assert.Equal(0, after.Json.GetProperty("sites")[0].GetProperty("pending").GetInt32());
        Assert.True(after.Json.GetProperty("cityBrain").GetProperty("up").GetBoolean());
        Assert.Equal(3, after.Json.GetProperty("sites").GetArrayLength());
    }

    [Fact]
    public async Task The_status_says_when_a_car_park_backs_off()
    {
        _host.CityBrain.IsAway = true;
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"));
        await _host.DrainAsync();

        var status = await _host.OperateAsync(HttpMethod.Get, "/ops/status");

        Assert.False(status.Json.GetProperty("cityBrain").GetProperty("up").GetBoolean());
        Assert.True(status.Json.GetProperty("sites")[0].GetProperty("backingOffUntil").GetDateTimeOffset() > TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task The_handler_is_ready_when_the_storage_is_reachable_and_every_key_is_proven()
    {
        var ready = await _host.GetAsync("/health/ready");
        Assert.Equal((200, "proven"), (ready.Status, ready.Json.GetProperty("keys").GetProperty("1001").GetString()));
        Assert.Equal((200, "alive"), ((await _host.GetAsync("/health")).Status, (await _host.GetAsync("/health")).Text("status")));
        Assert.Equal(404, (await _host.GetAsync("/health/other")).Status);
    }

    [Fact]
    public async Task The_description_names_every_interface_and_is_JSON()
    {
        var described = await _host.GetAsync("/openapi.json");

        Assert.Equal(200, described.Status);
        Assert.Equal("3.1.0", described.Text("openapi"));
        var paths = described.Json.GetProperty("paths");
        Assert.All(
            ["/api/v2/receipts/{id}", "/api/v2/bills/{billID}", "/api/v2/inbox", "/api/v2/inbox/{id}/ack", "/api/v2/guidance/spaces", "/api/v2/guidance/positions"], path => Assert.True(paths.TryGetProperty(path, out _), path));
        Assert.Equal(31, paths.EnumerateObject().Count());
        Assert.True(paths.TryGetProperty("/guid/api/queryParkingCode", out _));
    }
}
