using System.Text.Json.Nodes;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>Reconciliations over HTTP, for operators.</summary>
public sealed class OpsReconciliationsTests : IAsyncLifetime
{
    private const string Site = "1001~~P1";
    private const string Day = "2026-05-01";

    private readonly InMemoryReconciliationQueue _queue = new();
    private GatewayHost _host = null!;

    private ReconciliationStore Store => _host.Services.GetRequiredService<ReconciliationStore>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _host = await GatewayHost.StartAsync(services: services => services.AddSingleton<IReconciliationQueue>(_queue));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_day_shows_how_it_ended_what_was_told_and_what_was_found_in_both_directions()
    {
        await EndedAsync();

        var shown = await _host.OperateAsync(HttpMethod.Get, $"/ops/reconciliations/{Uri.EscapeDataString(Site)}/{Day}");

        Assert.Equal((200, "application/json"), (shown.Status, shown.ContentType));
        Assert.Equal((Site, Day, "unbalanced", "notOurs", "li", "2"), (shown.Text("site"), shown.Text("day"), shown.Text("state"), shown.Text("bills"), shown.Text("actor"), shown.Text("resent")));
        var round = Assert.Single(shown.Json.GetProperty("rounds").EnumerateArray());
        Assert.Equal((1, 5, 7), (round.GetProperty("accountMark").GetInt32(), round.GetProperty("counts").GetProperty("arriveNum").GetInt32(), round.GetProperty("counts").GetProperty("payTotal").GetInt32()));
        Assert.Equal(
            ["arrivals resent A1", "arrivals unknownHere =A2"],
            shown.Json.GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("part")} {finding.GetProperty("what")} {finding.GetProperty("key")}"));
    }

    [Theory]
    [InlineData("?format=csv", null)]
    [InlineData("", "text/csv")]
    [InlineData("", "text/html, text/csv;q=0.9")]
    public async Task The_same_is_a_table_for_people_in_which_no_id_is_a_formula(string query, string? accept)
    {
        await EndedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/ops/reconciliations/{Uri.EscapeDataString(Site)}/{Day}{query}");
        request.Headers.Add("X-Admin-Key", GatewayHost.AdminKey);
        request.Headers.TryAddWithoutValidation("Accept", accept ?? "*/*");

        var shown = await _host.SendAsync(request);

        Assert.Equal((200, "text/csv"), (shown.Status, shown.ContentType));
        Assert.Equal(
            [
                "day,site,part,what,record,uid,round,detail",
                "2026-05-01,1001~~P1,day,check,,,1,arriveNum 5; leaveNum 0; photoNum 0; payNum 0; payTotal 7; accountMark 1; photoMark 0",
                "2026-05-01,1001~~P1,day,unbalanced,,,1,",
                ",,arrivals,resent,A1,u,1,",
                ",,arrivals,unknownHere,'=A2,,1,\"who, \"\"he\"\"\"",
                "",
            ],
            shown.Body.TrimStart('\uFEFF').Split("\r\n"));
    }

    [Fact]
    public async Task All_car_parks_are_listed_for_a_day_those_without_a_reconciliation_too()
    {
        await EndedAsync();

        var shown = await _host.OperateAsync(HttpMethod.Get, $"/ops/reconciliations?day={Day}");
        var csv = await _host.OperateAsync(HttpMethod.Get, $"/ops/reconciliations?day={Day}&format=csv");

        Assert.Equal(
            [("1001~~P1", "unbalanced"), ("1001~~P2", "none"), ("1002~~P1", "none")],
            shown.Json.GetProperty("sites").EnumerateArray().Select(site => (site.GetProperty("site").GetString()!, site.GetProperty("state").GetString()!)).Order());
        Assert.StartsWith("2026-05-01,1001~~P1,unbalanced,notOurs,1,2,0,", csv.Body.Split("\r\n").Single(line => line.Contains("P1,un", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(200, (await _host.OperateAsync(HttpMethod.Get, "/ops/reconciliations")).Status);
    }

    [Fact]
    public async Task A_day_is_reconciled_now_and_not_twice_at_a_time()
    {
        Assert.Equal(200, (await OrderAsync(Order())).Status);
        Assert.Equal(409, (await OrderAsync(Order())).Status);

        var row = (await Store.FindAsync(GatewayHost.Site, "20260501", Stop))!;
        Assert.Equal(("li", ReconciliationPhase.Settling, 1), (row.Actor, row.Phase, row.Generation));
        Assert.Equal((GatewayHost.Site, "20260501"), ReconciliationCommand.Read(_queue.Take()!));
        Assert.Equal("settling", (await _host.OperateAsync(HttpMethod.Get, $"/ops/reconciliations/{Uri.EscapeDataString(Site)}/{Day}")).Text("state"));
    }

    [Fact]
    public async Task An_order_whose_command_cannot_be_sent_has_begun_all_the_same()
    {
        _queue.IsAway = true;

        Assert.Equal(200, (await OrderAsync(Order())).Status);
        Assert.NotNull(await Store.FindAsync(GatewayHost.Site, "20260501", Stop));
    }

    [Fact]
    public async Task D13_a_car_park_that_reconciles_by_itself_is_not_reconciled_here()
    {
        var site = new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "P1", ["parkingName"] = "场库", ["reconciliation"] = "own" };
        Assert.Equal(200, (await _host.OperateAsync(HttpMethod.Put, "/ops/sites", site)).Status);

        Assert.Equal(409, (await OrderAsync(Order())).Status);

        site["reconciliation"] = "theirs";
        Assert.Equal(400, (await _host.OperateAsync(HttpMethod.Put, "/ops/sites", site)).Status);
    }

    [Theory]
    [InlineData("site", "P1", 400)]
    [InlineData("site", "1001~~P9", 404)]
    [InlineData("day", "2026-02-30", 400)]
    [InlineData("day", "20260501", 400)]
    [InlineData("day", "2999-01-01", 400)]
    [InlineData("actor", "", 400)]
    [InlineData("actor", null, 400)]
    public async Task Orders_that_cannot_be_carried_out_say_why(string field, string? value, int status)
    {
        var order = Order();
        order[field] = value;

        Assert.Equal(status, (await OrderAsync(order)).Status);
        Assert.Null(_queue.Take());
    }

    [Theory]
    [InlineData("?day=2026-13-01", 400)]
    [InlineData("?format=xml", 400)]
    [InlineData("/1001~~P1/2026-05-01", 404)]
    [InlineData("/P1/2026-05-01", 400)]
    [InlineData("/1001~~P1/yesterday", 400)]
    [InlineData("/1001~~P1", 404)]
    public async Task Questions_that_make_no_sense_are_refused(string path, int status) =>
        Assert.Equal(status, (await _host.OperateAsync(HttpMethod.Get, $"/ops/reconciliations{path}")).Status);

    [Fact]
    public async Task Who_is_no_operator_gets_nothing()
    {
        await EndedAsync();

        Assert.Equal(401, (await _host.GetAsync($"/ops/reconciliations/{Uri.EscapeDataString(Site)}/{Day}")).Status);
        Assert.Equal(401, (await _host.PostAsync("/ops/reconciliations", new StringContent(Order().ToJsonString()))).Status);
        Assert.Null(_queue.Take());
    }

    private static JsonObject Order() => new() { ["site"] = Site, ["day"] = Day, ["actor"] = "li" };

    private Task<Answered> OrderAsync(JsonObject order) => _host.OperateAsync(HttpMethod.Post, "/ops/reconciliations", order);

    private Task EndedAsync() => EndedDay.WriteAsync(
        Store,
        GatewayHost.Site,
        "20260501",
        ReconciliationOutcome.Unbalanced,
        new Finding("arrivals", FindingKind.Resent, "A1", "u", 1),
        new Finding("arrivals", FindingKind.UnknownHere, "=A2", null, 1, "who, \"he\""));
}
