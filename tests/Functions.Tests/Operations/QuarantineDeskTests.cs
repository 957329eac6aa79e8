using System.Text.Json.Nodes;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Operations;

/// <summary>Messages in quarantine over HTTP: listed, shown masked, given up.</summary>
public sealed class QuarantineDeskTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_message_is_shown_with_its_reason_and_without_what_could_name_a_vehicle()
    {
        var plaintext = new JsonObject { ["plateNo"] = Vehicle.Plate, ["moneyLimit"] = 2000, ["vendorNote"] = Vehicle.Phone, ["more"] = new JsonObject { ["carNum"] = Vehicle.Plate } };
        var message = new JsonObject
        {
            ["version"] = 1,
            ["topic"] = "hzcity/v2/departurePayInfo/1001/P1",
            ["requestId"] = 71,
            ["cipher"] = "QUJD",
            [Vehicle.Plate] = 13912345678,
            ["data"] = plaintext.ToJsonString(),
        };
        var shown = await ShowAsync(message.ToJsonString());

        Assert.Equal(("downlink", "it is none"), (shown.Text("queue"), shown.Text("reason")));
        var seen = shown.Json.GetProperty("message");
        Assert.Equal((1, 71), (seen.GetProperty("version").GetInt32(), seen.GetProperty("requestId").GetInt32()));
        Assert.Equal(2000, seen.GetProperty("data").GetProperty("moneyLimit").GetInt32());
        Assert.All([.. Vehicle.Traces, "QUJD", "13912345678"], trace => Assert.DoesNotContain(trace, shown.Body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("浙A8Q9Z7")]
    [InlineData("{\"plateNo\":\"浙A8Q9Z7\"")]
    [InlineData("[\"浙A8Q9Z7\"]")]
    [InlineData("")]
    public async Task Of_what_is_no_JSON_only_the_length_is_shown(string message) =>
        Assert.Equal($"*** ({message.Length})", (await ShowAsync(message)).Text("message"));

    [Fact]
    public async Task A_message_is_given_up_with_a_reason_and_an_actor_once_and_the_log_keeps_both()
    {
        await _host.Quarantine.KeepAsync("downlink", "x", "it is none", Stop);
        var name = await NameAsync();

        Assert.Equal(400, (await DiscardAsync(name, reason: " ")).Status);
        Assert.Equal(400, (await DiscardAsync(name, actor: null)).Status);
        Assert.Equal(200, (await DiscardAsync(name)).Status);
        Assert.Equal(404, (await DiscardAsync(name)).Status);

        Assert.Empty(_host.Quarantine.Kept);
        Assert.Contains(_host.Logged.Records, record => record.Contains($"li gives {name} up: a test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_a_message_put_back_is_logged_and_nobody_puts_back_without_a_name()
    {
        await _host.Quarantine.KeepAsync("downlink", "x", "it is none", Stop);
        var name = await NameAsync();

        Assert.Equal(400, (await PutBackAsync(name, " ")).Status);
        Assert.Equal(404, (await PutBackAsync("downlink/none.json", "li")).Status);
        Assert.DoesNotContain(_host.Logged.Records, record => record.Contains("put back", StringComparison.Ordinal));
        await PutBackAsync(name, "li");

        Assert.Contains(_host.Logged.Records, record => record.Contains($"li has {name} put back into its queue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_kept_is_not_found()
    {
        Assert.Equal(404, (await _host.OperateAsync(HttpMethod.Get, "/ops/dead-letters/quarantine/show?name=downlink/none.json")).Status);
        Assert.Equal(404, (await _host.OperateAsync(HttpMethod.Get, "/ops/dead-letters/quarantine/show")).Status);
    }

    private async Task<Answered> ShowAsync(string message)
    {
        await _host.Quarantine.KeepAsync("downlink", message, "it is none", Stop);
        var shown = await _host.OperateAsync(HttpMethod.Get, $"/ops/dead-letters/quarantine/show?name={Uri.EscapeDataString(await NameAsync())}");
        Assert.True(shown.Status == 200, shown.Body);
        return shown;
    }

    private async Task<string> NameAsync() =>
        (await _host.OperateAsync(HttpMethod.Get, "/ops/dead-letters/quarantine")).Json.GetProperty("messages")[0].GetProperty("name").GetString()!;

    private Task<Answered> PutBackAsync(string name, string actor) => _host.OperateAsync(
        HttpMethod.Post, "/ops/dead-letters/quarantine/put-back", new JsonObject { ["name"] = name, ["actor"] = actor });

    private Task<Answered> DiscardAsync(string name, string reason = "a test", string? actor = "li") => _host.OperateAsync(
        HttpMethod.Post, "/ops/dead-letters/quarantine/discard", new JsonObject { ["name"] = name, ["reason"] = reason, ["actor"] = actor });
}
