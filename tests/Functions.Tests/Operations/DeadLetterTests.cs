using System.Text.Json.Nodes;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Operations;

/// <summary>Dead letters over HTTP: listed, shown masked, sent again, given up.</summary>
public sealed class DeadLetterTests : IAsyncLifetime
{
    private const string Site = "1001~~P1";

    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await GatewayHost.StartAsync();
        _host.CityBrain.Answer = """{"resultCode":"400","msg":"缺失参数 endType"}""";
        await SendAsync("uploadCarInData", data => data["plateNo"] = Vehicle.Plate);
        await SendAsync("uploadCarOutData", data => data["vendorNote"] = Vehicle.Phone);
        await _host.DrainAsync();
        _host.CityBrain.Answer = """{"resultCode":"200","msg":"操作成功"}""";
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task They_are_listed_with_the_city_brains_words_and_without_vehicles()
    {
        var letters = await ListAsync();

        Assert.Equal(["uploadCarInData", "uploadCarOutData"], letters.Select(letter => letter["interface"]!.GetValue<string>()));
        Assert.All(letters, letter => Assert.Equal(("400", "缺失参数 endType"), ((string?)letter["resultCode"], (string?)letter["msg"])));
    }

    [Fact]
    public async Task One_is_shown_with_plates_and_unknown_fields_masked()
    {
        foreach (var letter in await ListAsync())
        {
            var shown = await _host.OperateAsync(HttpMethod.Get, $"/ops/dead-letters/show?site={Site}&receipt={letter["receipt"]}");

            Assert.Equal(200, shown.Status);
            Assert.All(Vehicle.Traces, trace => Assert.DoesNotContain(trace, shown.Body, StringComparison.Ordinal));
            Assert.True(shown.Json.GetProperty("data").TryGetProperty("parkingCode", out _));
        }
    }

    [Fact]
    public async Task One_is_sent_again_by_its_receipt()
    {
        var receipt = (string)(await ListAsync())[0]["receipt"]!;

        var changed = await ReplayAsync(new JsonObject { ["receipt"] = receipt });
        await _host.DrainAsync();

        Assert.Equal("1", changed.Text("count"));
        Assert.Single(await ListAsync());
        Assert.Equal("forwarded", (await _host.GetAsync($"/api/v2/receipts/{receipt}")).Text("state"));
    }

    [Theory]
    [InlineData("interface", "uploadCarOutData", 1)]
    [InlineData("interface", "uploadPayRecord", 0)]
    [InlineData("resultCode", "400", 2)]
    [InlineData("resultCode", "500", 0)]
    [InlineData("words", "endType", 2)]
    [InlineData("words", "nothing", 0)]
    public async Task Those_that_fit_a_filter_are_sent_again(string filter, string value, int count)
    {
        var changed = await ReplayAsync(new JsonObject { [filter] = value });

        Assert.Equal(count, changed.Json.GetProperty("count").GetInt32());
        Assert.Equal(2 - count, (await ListAsync()).Count);
    }

    [Fact]
    public async Task They_are_sent_again_though_the_bell_cannot_be_rung()
    {
        _host.Bell.IsAway = true;

        Assert.Equal("2", (await ReplayAsync([])).Text("count"));
    }

    [Fact]
    public async Task Many_more_than_a_page_are_all_sent_again()
    {
        await using var host = await GatewayHost.StartAsync(new Dictionary<string, string?> { ["RateLimits:Burst"] = "10000" });
        for (var number = 0; number < 250; number++)
        {
            // Other words each time, so that the access is not suspended.
            host.CityBrain.Answer = $$"""{"resultCode":"400","msg":"缺失参数 {{number}}"}""";
            await host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["arriveID"] = $"{number}"));
            await host.DrainAsync();
        }

        var changed = await host.OperateAsync(HttpMethod.Post, "/ops/dead-letters/replay", new JsonObject { ["site"] = Site, ["actor"] = "me" });

        Assert.Equal("250", changed.Text("count"));
    }

    [Fact]
    public async Task One_is_given_up_with_a_reason_and_its_receipt_says_so()
    {
        var receipt = (string)(await ListAsync())[0]["receipt"]!;

        var changed = await _host.OperateAsync(
            HttpMethod.Post, "/ops/dead-letters/discard", new JsonObject { ["site"] = Site, ["receipt"] = receipt, ["actor"] = "me", ["reason"] = "a test car" });

        Assert.Equal("1", changed.Text("count"));
        Assert.Equal("discarded", (await _host.GetAsync($"/api/v2/receipts/{receipt}")).Text("state"));
    }

    [Theory]
    [InlineData("""{"site":"1001~~P1","actor":"","reason":"r"}""", "actor")]
    [InlineData("""{"site":"1001~~P1","actor":"me","reason":" "}""", "reason")]
    [InlineData("""{"site":"1001~~P1","actor":"me"}""", "reason")]
    [InlineData("""{"site":"nothing","actor":"me","reason":"r"}""", "site")]
    [InlineData("""{"site":"1001~~P1","receipt":"nothing","actor":"me","reason":"r"}""", "receipt")]
    [InlineData("""{"site":"1001~~P1","actor":null,"reason":"r"}""", "actor")]
    [InlineData("""{"site":null,"actor":"me","reason":"r"}""", "site")]
    public async Task Nothing_is_given_up_without_a_reason_and_an_actor(string body, string named)
    {
        var answered = await _host.OperateAsync(HttpMethod.Post, "/ops/dead-letters/discard", JsonNode.Parse(body));

        Assert.True(answered.Status == 400, answered.Body);
        Assert.Contains(named, answered.Text("error"), StringComparison.Ordinal);
        Assert.Equal(2, (await ListAsync()).Count);
    }

    [Fact]
    public async Task Another_car_parks_are_not_touched()
    {
        await _host.OperateAsync(HttpMethod.Post, "/ops/dead-letters/replay", new JsonObject { ["site"] = "1001~~P2", ["actor"] = "me" });

        Assert.Equal(2, (await ListAsync()).Count);
    }

    private async Task<IReadOnlyList<JsonObject>> ListAsync()
    {
        var listed = await _host.OperateAsync(HttpMethod.Get, $"/ops/dead-letters?site={Site}");
        return JsonNode.Parse(listed.Body)!["deadLetters"]!.AsArray().Select(letter => letter!.AsObject()).ToList();
    }

    private Task<Answered> ReplayAsync(JsonObject filter)
    {
        filter["site"] = Site;
        filter["actor"] = "me";
        return _host.OperateAsync(HttpMethod.Post, "/ops/dead-letters/replay", filter);
    }

    private async Task SendAsync(string name, Action<JsonObject> change) =>
        Assert.Equal(200, (await _host.PostAsync(name, Requests.Of(name, change))).Status);
}
