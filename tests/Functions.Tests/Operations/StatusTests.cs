using System.Text.Json;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Tests.Billing;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.Gateway;
using HzFunctions.Functions.Tests.Reconciliation;

namespace HzFunctions.Functions.Tests.Operations;

/// <summary>What <c>GET /ops/status</c> says of bills, of what was sent down, of the quarantine and of the city brain.</summary>
public sealed class StatusTests : IAsyncLifetime
{
    private BillGateway _gateway = null!;

    private GatewayHost Host => _gateway.Host;

    public async ValueTask InitializeAsync() => _gateway = await BillGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Bills_are_counted_by_what_is_to_be_done_with_them_and_of_one_car_park_by_every_state()
    {
        await _gateway.ApplyAsync();
        await _gateway.ApplyAsync(data => data["billID"] = "B-2");
        Host.CityBrain.IsAway = true;
        await _gateway.ApplyAsync(data => data["billID"] = "B-3");
        await _gateway.BringAsync(BillStory.PayResult());
        await _gateway.BringAsync(Unknown());

        var site = (await StatusAsync()).GetProperty("sites")[0];
        Assert.Equal((1, 1, 0, 1), (Bills(site, "applying"), Bills(site, "accepted"), Bills(site, "overdue"), Bills(site, "toReview")));
        Assert.False(site.TryGetProperty("allBills", out _), "Counting all bills reads every one of them.");

        var alone = Assert.Single((await StatusAsync("?site=1001~~P1")).GetProperty("sites").EnumerateArray());
        Assert.Equal("""{"accepted":1,"applying":1,"settled":2}""", alone.GetProperty("allBills").GetRawText());
    }

    [Fact]
    public async Task What_was_sent_down_is_counted_by_what_has_become_of_it()
    {
        await _gateway.TellContractAsync();
        await _gateway.BringAsync(BridgeMessage.Invoice(requestId: 2));
        var waiting = (await Host.GetAsync("/api/v2/inbox")).Json.GetProperty("messages")[0].GetProperty("id").GetString();
        await Host.PostAsync($"/api/v2/inbox/{waiting}/ack", new StringContent("{}"));

        var site = (await StatusAsync("?site=1001~~P1")).GetProperty("sites")[0];

        Assert.Equal((1, 0), (site.GetProperty("downlinks").GetProperty("undelivered").GetInt32(), site.GetProperty("downlinks").GetProperty("unconfirmed").GetInt32()));
        Assert.Equal("""{"confirmed":1,"waiting":1}""", site.GetProperty("allDownlinks").GetRawText());
    }

    [Fact]
    public async Task The_reconciliations_of_the_last_seven_days_are_shown()
    {
        var today = ChinaTime.BusinessDay(TimeProvider.System.GetUtcNow());
        foreach (var (ago, outcome) in new[] { (9, "balanced"), (6, "balanced"), (1, "unbalanced") })
        {
            await EndedDay.WriteAsync(Host.Services.GetRequiredService<ReconciliationStore>(), GatewayHost.Site, BusinessDays.Text(today.AddDays(-ago)), outcome);
        }

        var days = (await StatusAsync("?site=1001~~P1")).GetProperty("sites")[0].GetProperty("reconciliations").EnumerateArray();

        Assert.Equal(
            [$"{ChinaTime.FormatDay(today.AddDays(-6))} balanced notOurs", $"{ChinaTime.FormatDay(today.AddDays(-1))} unbalanced notOurs"],
            days.Select(day => $"{day.GetProperty("day").GetString()} {day.GetProperty("state").GetString()} {day.GetProperty("bills").GetString()}"));
    }

    [Fact]
    public async Task A_confirmation_that_nobody_hears_is_seen()
    {
        await _gateway.TellContractAsync();
        Host.CityBrain.IsAway = true;
        var waiting = (await Host.GetAsync("/api/v2/inbox")).Json.GetProperty("messages")[0].GetProperty("id").GetString();
        await Host.PostAsync($"/api/v2/inbox/{waiting}/ack", new StringContent("{}"));

        var site = (await StatusAsync("?site=1001~~P1")).GetProperty("sites")[0];

        Assert.Equal(1, site.GetProperty("downlinks").GetProperty("unconfirmed").GetInt32());
        Assert.Equal("""{"unconfirmed":1}""", site.GetProperty("allDownlinks").GetRawText());
    }

    [Fact]
    public async Task Since_when_the_city_brain_is_silent_is_known_by_a_handler_that_has_not_called_it_itself()
    {
        Host.CityBrain.IsAway = true;
        await Host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"));
        await Host.DrainAsync();
        var first = (await StatusAsync()).GetProperty("cityBrain");

        await using var other = await GatewayHost.StartAsync();
        foreach (var row in Host.Log.Rows("1001~~P1"))
        {
            await other.Log.WriteAsync([new(Azure.Data.Tables.TableTransactionActionType.UpsertReplace, row.ToEntity(null))], TestContext.Current.CancellationToken);
        }

        var second = (await other.OperateAsync(HttpMethod.Get, "/ops/status")).Json.GetProperty("cityBrain");
        Assert.False(first.GetProperty("up").GetBoolean());
        Assert.Equal(first.GetRawText(), second.GetRawText());
    }

    [Fact]
    public async Task A_city_brain_that_answers_again_is_up_though_a_car_park_still_backs_off()
    {
        Host.CityBrain.IsAway = true;
        await Host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"));
        await Host.DrainAsync();
        Host.CityBrain.IsAway = false;

        await Host.PostAsync("uploadHeartbeat", Requests.Of("uploadHeartbeat"));

        Assert.True((await StatusAsync()).GetProperty("cityBrain").GetProperty("up").GetBoolean());
    }

    [Fact]
    public async Task The_quarantine_is_counted_and_the_rest_is_told_while_it_cannot_be_read()
    {
        await Host.Quarantine.KeepAsync("downlink", "a", "b", TestContext.Current.CancellationToken);
        Assert.Equal(1, (await StatusAsync()).GetProperty("quarantine").GetInt32());

        Host.Quarantine.IsAway = true;
        var status = await StatusAsync();
        Assert.False(status.TryGetProperty("quarantine", out _));
        Assert.Equal(3, status.GetProperty("sites").GetArrayLength());
    }

    [Theory]
    [InlineData("?site=nothing")]
    [InlineData("?site=1001~~P9")]
    public async Task A_car_park_that_is_none_has_no_status(string query) =>
        Assert.Equal(400, (await Host.OperateAsync(HttpMethod.Get, $"/ops/status{query}")).Status);

    private static BridgeMessage Unknown() => BillStory.PayResult(requestId: 99, change: data => data["billID"] = "B-9");

    private static int Bills(JsonElement site, string name) => site.GetProperty("bills").GetProperty(name).GetInt32();

    private async Task<JsonElement> StatusAsync(string query = "") => (await Host.OperateAsync(HttpMethod.Get, $"/ops/status{query}")).Json;
}
