using System.Text.Json.Nodes;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>Bills over HTTP: for their car park, and for operators.</summary>
public sealed class BillsHttpTests : IAsyncLifetime
{
    private const string Site = "1001~~P1";

    private BillGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await BillGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_car_park_sees_how_its_bill_stands_and_what_has_happened_to_it_in_China_s_time()
    {
        await _gateway.ApplyAsync();
        await _gateway.BringAsync(BillStory.PayResult());

        var shown = await _gateway.Host.GetAsync("/api/v2/bills/B-1");

        Assert.Equal(200, shown.Status);
        Assert.Equal(
            ("B-1", "exit", "settled", "1000", "payResult", "0"),
            (shown.Text("billID"), shown.Text("kind"), shown.Text("state"), shown.Text("shouldPay"), shown.Text("settledBy"), shown.Text("reports")));
        Assert.Equal(["applied", "answered", "accepted", "settled"], shown.Json.GetProperty("history").EnumerateArray().Select(line => line.GetProperty("what").GetString()));
        Assert.All(new[] { "appliedAt", "acceptedAt", "endedAt" }, time => Assert.EndsWith("+08:00", shown.Text(time), StringComparison.Ordinal));
        Assert.All(shown.Json.GetProperty("history").EnumerateArray(), line => Assert.EndsWith("+08:00", line.GetProperty("at").GetString(), StringComparison.Ordinal));
        Assert.Equal((1000, "HZ-1"), (shown.Json.GetProperty("payment").GetProperty("actualPay").GetInt32(), shown.Json.GetProperty("payment").GetProperty("orderCode").GetString()));
        Assert.All(Vehicle.Traces, trace => Assert.DoesNotContain(trace, shown.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_car_parks_bill_is_none_and_without_a_key_nothing_is_said()
    {
        await _gateway.ApplyAsync();

        Assert.Equal(404, (await _gateway.Host.GetAsync("/api/v2/bills/B-1", _gateway.Host.StrangersKey)).Status);
        Assert.Equal(404, (await _gateway.Host.GetAsync("/api/v2/bills/B-2")).Status);
        Assert.Equal(401, (await _gateway.Host.GetAsync("/api/v2/bills/B-1", "nobody.knows")).Status);
    }

    [Theory]
    [InlineData("a/b?c#d|~ 浙")]
    [InlineData("🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗")]
    public async Task A_bill_with_a_strange_number_is_found(string billId)
    {
        Assert.Equal(200, (await _gateway.ApplyAsync(data => data["billID"] = billId)).Status);

        var shown = await _gateway.Host.GetAsync($"/api/v2/bills/{Uri.EscapeDataString(billId)}");

        Assert.Equal((200, billId), (shown.Status, shown.Status == 200 ? shown.Text("billID") : shown.Body));
    }

    [Fact]
    public async Task Operators_list_bills_by_state_and_for_review_page_by_page_and_without_plates()
    {
        for (var number = 0; number < 201; number++)
        {
            await _gateway.Store.AddAsync(GatewayHost.Site, $"C-{number:D3}", OpenBill(BillState.Accepted), TestContext.Current.CancellationToken);
        }

        await _gateway.BringAsync(BillStory.PayResult());

        var first = await ListAsync(string.Empty);
        Assert.Equal(200, Bills(first).Count);
        Assert.Equal(2, Bills(await ListAsync($"&after={first.Text("next")}")).Count);
        Assert.Equal(201, Bills(await ListAsync("&state=accepted")).Count + Bills(await ListAsync($"&state=accepted&after={(await ListAsync("&state=accepted")).Text("next")}")).Count);
        var review = Assert.Single(Bills(await ListAsync("&review=true")));
        Assert.Equal(("B-1", "unknown", "settled", "unknownBill"), (review.Text("billID"), review.Text("kind"), review.Text("state"), review["review"]![0]!.GetValue<string>()));
        Assert.All(Vehicle.Traces, trace => Assert.DoesNotContain(trace, first.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bill_is_written_off_with_a_reason_and_an_actor_once()
    {
        await _gateway.ApplyAsync();

        Assert.Equal(200, (await OrderAsync("write-off", Order())).Status);

        Assert.Equal(409, (await OrderAsync("write-off", Order())).Status);
        Assert.Equal(BillState.WrittenOff, (await _gateway.BillAsync())!.State);
        Assert.Equal(2, _gateway.Queue.Waiting.Count);
        var last = (await _gateway.Host.GetAsync("/api/v2/bills/B-1")).Json.GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("writtenOff", "li: the driver has died"), (last.GetProperty("what").GetString(), last.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_bill_leaves_the_review_list_when_somebody_has_looked_at_it()
    {
        await _gateway.BringAsync(BillStory.PayResult());

        Assert.Equal(200, (await OrderAsync("reviewed", Order())).Status);

        Assert.Empty(Bills(await ListAsync("&review=true")));
        Assert.Equal(BillState.Settled, (await _gateway.BillAsync())!.State);
        Assert.Equal(409, (await OrderAsync("reviewed", Order())).Status);
        Assert.Equal(409, (await OrderAsync("write-off", Order())).Status);
    }

    [Theory]
    [InlineData("site", null, 400)]
    [InlineData("site", "P1", 400)]
    [InlineData("billID", null, 400)]
    [InlineData("billID", "", 400)]
    [InlineData("billID", "B-9", 404)]
    [InlineData("reason", " ", 400)]
    [InlineData("reason", null, 400)]
    [InlineData("actor", "", 400)]
    public async Task Orders_that_cannot_be_carried_out_say_why(string field, string? value, int status)
    {
        await _gateway.ApplyAsync();
        var order = Order();
        order[field] = value;

        Assert.Equal(status, (await OrderAsync("write-off", order)).Status);
        Assert.Equal(BillState.Accepted, (await _gateway.BillAsync())!.State);
    }

    [Fact]
    public async Task An_endless_reason_is_refused()
    {
        await _gateway.ApplyAsync();
        var order = Order();
        order["reason"] = new string('x', 40_000);

        Assert.Equal(400, (await OrderAsync("write-off", order)).Status);
    }

    [Theory]
    [InlineData("?site=P1", 400)]
    [InlineData("", 400)]
    [InlineData("?site=1001~~P1&state=lost", 400)]
    [InlineData("?site=1001~~P1&after=a%7Cb", 400)]
    [InlineData("?site=1001~~P9", 200)]
    public async Task Questions_that_make_no_sense_are_refused(string query, int status) =>
        Assert.Equal(status, (await _gateway.Host.OperateAsync(HttpMethod.Get, $"/ops/bills{query}")).Status);

    [Fact]
    public async Task Who_is_no_operator_gets_nothing()
    {
        Assert.Equal(401, (await _gateway.Host.GetAsync($"/ops/bills?site={Site}")).Status);
        Assert.Equal(401, (await _gateway.Host.PostAsync("/ops/bills/write-off", new StringContent(Order().ToJsonString()))).Status);
        Assert.Equal(404, (await _gateway.Host.OperateAsync(HttpMethod.Post, "/ops/bills/forget", Order())).Status);
    }

    private static JsonObject Order() => new() { ["site"] = Site, ["billID"] = "B-1", ["reason"] = "the driver has died", ["actor"] = "li" };

    private static BillChange OpenBill(BillState state) => new BillChange()
        .Set(BillRow.Columns.Kind, BillKind.Exit)
        .Set(BillRow.Columns.State, BillStates.Text(state))
        .Set(BillRow.Columns.ShouldPay, 500L)
        .Set(BillRow.Columns.AppliedAt, TimeProvider.System.GetUtcNow());

    private static List<JsonObject> Bills(Answered list) => [.. JsonNode.Parse(list.Body)!["bills"]!.AsArray().Select(bill => bill!.AsObject())];

    private Task<Answered> ListAsync(string query) => _gateway.Host.OperateAsync(HttpMethod.Get, $"/ops/bills?site={Site}{query}");

    private Task<Answered> OrderAsync(string operation, JsonObject order) => _gateway.Host.OperateAsync(HttpMethod.Post, $"/ops/bills/{operation}", order);
}

internal static class BillJsonTexts
{
    /// <summary>A member as text.</summary>
    public static string Text(this JsonObject bill, string member) => bill[member]!.ToString();
}
