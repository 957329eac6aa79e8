using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Functions.HandleDownlink;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>The inbox over HTTP.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_message_waits_until_it_is_acked_and_the_ack_confirms_it()
    {
        await BringAsync(BridgeMessage.PayResult(71));

        var listed = await _host.GetAsync("/api/v2/inbox");
        var message = Assert.Single(listed.Json.GetProperty("messages").EnumerateArray());
        Assert.Equal(["id", "topic", "requestId", "timestamp", "receivedAt", "data"], message.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("payResult", 71, "2026-05-01 08:00:00"), (message.GetProperty("topic").GetString(), message.GetProperty("requestId").GetInt32(), message.GetProperty("timestamp").GetString()));
        Assert.Equal(BridgeMessage.PayResult(71).Data.ToJsonString(), JsonNode.Parse(message.GetProperty("data").GetRawText())!.ToJsonString());
        Assert.EndsWith("+08:00", message.GetProperty("receivedAt").GetString(), StringComparison.Ordinal);

        var acked = await AckAsync(message, """{"success":true}""");
        Assert.Equal((200, "200", "操作成功"), (acked.Status, acked.Text("resultCode"), acked.Text("msg")));
        Assert.Equal("/api/v2/cp/confirmPayResult", Assert.Single(_host.CityBrain.Calls).Path);
        Assert.Empty((await _host.GetAsync("/api/v2/inbox?wait=0")).Json.GetProperty("messages").EnumerateArray());
        Assert.Equal(200, (await AckAsync(message, string.Empty)).Status);
        Assert.Single(_host.CityBrain.Calls);
    }

    [Fact]
    public async Task The_inbox_of_another_car_park_cannot_be_reached()
    {
        await BringAsync(BridgeMessage.PayResult());
        var message = Assert.Single((await _host.GetAsync("/api/v2/inbox")).Json.GetProperty("messages").EnumerateArray());

        Assert.Empty((await _host.GetAsync("/api/v2/inbox", _host.StrangersKey)).Json.GetProperty("messages").EnumerateArray());
        Assert.Equal(404, (await AckAsync(message, string.Empty, _host.StrangersKey)).Status);
        Assert.Equal(401, (await _host.GetAsync("/api/v2/inbox", "no key")).Status);
        Assert.Equal(401, (await AckAsync(message, string.Empty, "no key")).Status);
        Assert.Empty(_host.CityBrain.Calls);
    }

    [Theory]
    [InlineData("?wait=26")]
    [InlineData("?wait=-1")]
    [InlineData("?wait=x")]
    [InlineData("?limit=0")]
    [InlineData("?limit=101")]
    public async Task What_is_out_of_bounds_is_refused(string query) =>
        Assert.Equal((400, "400"), (await _host.GetAsync($"/api/v2/inbox{query}")) is var answered ? (answered.Status, answered.Text("resultCode")) : default);

    [Theory]
    [InlineData("x")]
    [InlineData("payResult.71.abc")]
    [InlineData("payResult.x.0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("payResult.1.0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("..%2F..%2Fx")]
    [InlineData("payResult|1|0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task An_id_that_is_none_of_the_car_parks_is_404(string id) =>
        Assert.Equal(404, (await _host.PostAsync($"/api/v2/inbox/{id}/ack", new StringContent(""))).Status);

    [Fact]
    public async Task A_page_holds_the_oldest_first()
    {
        for (var number = 1; number <= 5; number++)
        {
            await BringAsync(BridgeMessage.PayResult(number, $"b{number}"));
        }

        var page = await _host.GetAsync("/api/v2/inbox?limit=3");

        Assert.Equal([1, 2, 3], page.Json.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("requestId").GetInt32()));
    }

    [Theory]
    [InlineData("no JSON", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{"success":"yes"}""", "success")]
    public async Task An_ack_that_cannot_be_read_is_refused_and_changes_nothing(string body, string field)
    {
        await BringAsync(BridgeMessage.PayResult());
        var message = Assert.Single((await _host.GetAsync("/api/v2/inbox")).Json.GetProperty("messages").EnumerateArray());

        var answered = await AckAsync(message, body);

        Assert.Equal((400, field), (answered.Status, Assert.Single(answered.WrongFields)));
        Assert.Empty(_host.CityBrain.Calls);
        Assert.Single((await _host.GetAsync("/api/v2/inbox")).Json.GetProperty("messages").EnumerateArray());
    }

    [Fact]
    public async Task R52_the_answer_to_a_question_goes_up_and_one_that_cannot_is_refused_field_by_field()
    {
        await BringAsync(BridgeMessage.Fee());
        var message = Assert.Single((await _host.GetAsync("/api/v2/inbox")).Json.GetProperty("messages").EnumerateArray());
        var owed = FeeTests.Owed();
        owed["shouldPay"] = -1;

        var refused = await AckAsync(message, new JsonObject { ["data"] = owed.DeepClone() }.ToJsonString());
        owed["shouldPay"] = 500;
        var taken = await AckAsync(message, new JsonObject { ["success"] = true, ["data"] = owed }.ToJsonString());

        Assert.Equal((400, 200), (refused.Status, taken.Status));
        Assert.Contains("params.shouldPay", refused.WrongFields);
        var call = Assert.Single(_host.CityBrain.Calls);
        Assert.Equal(("/api/v2/cp/uploadFee", 71, true), (call.Path, call.Data.GetProperty("requestId").GetInt32(), call.Data.GetProperty("success").GetBoolean()));
    }

    [Fact]
    public async Task A_body_without_end_and_a_path_that_is_none_are_refused()
    {
        Assert.Equal(404, (await _host.GetAsync("/api/v2/inbox/x")).Status);
        Assert.Equal(404, (await _host.PostAsync("/api/v2/inbox", new StringContent(""))).Status);
        Assert.Equal(413, (await _host.PostAsync("/api/v2/inbox/x/ack", new StringContent(new string('x', 1_100_000)))).Status);
    }

    private async Task BringAsync(BridgeMessage message) =>
        await _host.Services.GetRequiredService<HandleDownlinkFunction>().RunAsync(message.ReceivedNow(TimeProvider.System).ToJson(), Stop);

    private Task<Answered> AckAsync(JsonElement message, string body, string? key = null) =>
        _host.PostAsync($"/api/v2/inbox/{message.GetProperty("id").GetString()}/ack", new StringContent(body, Encoding.UTF8, "application/json"), key);
}
