using System.Text.Json.Nodes;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Tests.Billing;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>The daily reconciliation of leave-first-pay-later bills (checkDailyBill, R61, R62).</summary>
public sealed class DailyBillTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R61_R62_bills_that_both_sides_have_alike_balance()
    {
        using var world = await DayWorld.StartAsync();
        await AddAsync(world, "B1", BillState.Accepted);
        await AddAsync(world, "B2", BillState.Settled);
        await AddAsync(world, "B3", BillState.Refused);
        await AddAsync(world, "B4", BillState.Applying);
        world.City.DailyBills = Daily(Bill("B1"), Bill("B2", paid: true));

        await world.ReconcileAsync();

        var row = await world.RowAsync();
        Assert.Equal(("balanced", true), (row.BillsOutcome, row.IsSettled));
        Assert.Equal(new BillSums(2, 2000, 1000, 2, 2000, 1000), row.Sums);
        var asked = Assert.Single(world.City.CallsOf("checkDailyBill")).Data;
        Assert.Equal(("P1", "2026-05-01", false), (asked.GetProperty("parkingCode").GetString(), asked.GetProperty("checkBillTime").GetString(), asked.TryGetProperty("plateNo", out _)));
    }

    [Fact]
    public async Task A_bill_that_is_paid_there_and_open_here_has_its_orchestration_ask_and_is_looked_at_again()
    {
        using var world = await DayWorld.StartAsync();
        await AddAsync(world, "B1", BillState.Accepted);
        world.City.DailyBills = Daily(Bill("B1", paid: true));
        var asked = 0;
        world.Before = step => step == "CheckDayBills" && ++asked == 2 ? SettleAsync(world, "B1") : Task.CompletedTask;

        await world.ReconcileAsync();

        Assert.Equal("balanced", (await world.RowAsync()).BillsOutcome);
        Assert.Contains("\"bill\":\"B1\"", world.Bills.Take(), StringComparison.Ordinal);
        Assert.Equal(["bills unpaidHere B1"], await world.FindingsAsync());
    }

    [Fact]
    public async Task Bills_that_stay_different_are_looked_at_three_times_and_named()
    {
        using var world = await DayWorld.StartAsync();
        await AddAsync(world, "B1", BillState.Accepted);
        await AddAsync(world, "B2", BillState.Settled);
        await AddAsync(world, "B3", BillState.Settled);
        await AddAsync(world, "B4", BillState.Refused);
        world.City.DailyBills = Daily(Bill("B2"), Bill("B3", paid: true, change: bill => bill["actualPay"] = 999), Bill("B4"), Bill("B9"));

        await world.ReconcileAsync();

        Assert.Equal(("unbalanced", false), ((await world.RowAsync()).BillsOutcome, (await world.RowAsync()).IsSettled));
        Assert.Equal(3, world.City.CallsOf("checkDailyBill").Count);
        Assert.Equal(
            ["bills amounts B3", "bills missing B1", "bills refusedHere B4", "bills unknownHere B9", "bills unpaidThere B2"],
            (await world.FindingsAsync()).Order(StringComparer.Ordinal));
        Assert.Null((await world.Get<BillStore>().FindAsync(world.Entry.Site, "B9", Stop)).Bill);
    }

    [Fact]
    public async Task Sums_that_differ_although_the_bills_do_not_are_no_balance()
    {
        using var world = await DayWorld.StartAsync();
        await AddAsync(world, "B1", BillState.Settled);
        world.City.DailyBills = Daily(Bill("B1", paid: true));
        world.City.DailyBills["dailyActualPay"] = 1001;

        await world.ReconcileAsync();

        Assert.Equal("unbalanced", (await world.RowAsync()).BillsOutcome);
        Assert.Single(world.City.CallsOf("checkDailyBill"));
    }

    [Theory]
    [InlineData(ReconciliationOptions.BillClock, "20260501")]
    [InlineData(ReconciliationOptions.ApplyClock, "20260502")]
    [InlineData(ReconciliationOptions.DealClock, "20260503")]
    public async Task Which_clock_checkDailyBill_goes_by_is_a_setting(string clock, string day)
    {
        using var world = await DayWorld.StartAsync(new ReconciliationOptions { DailyBillClock = clock });
        await AddAsync(world, "B1", BillState.Accepted, billTime: "2026-05-01 23:59:59", appliedAt: new DateTimeOffset(2026, 5, 1, 16, 0, 0, TimeSpan.Zero));
        await SettleAsync(world, "B1", dealTime: "2026-05-03 00:00:00");

        foreach (var other in new[] { "20260501", "20260502", "20260503" })
        {
            world.City.DailyBills = other == day ? Daily(Bill("B1", paid: true)) : null;
            await world.ReconcileAsync(day: other);
            Assert.Equal("balanced", (await world.RowAsync(day: other)).BillsOutcome);
            Assert.Equal(other == day ? 1 : 0, (await world.RowAsync(day: other)).Sums!.Count);
        }
    }

    [Fact]
    public async Task Bills_that_are_the_clients_own_are_not_compared()
    {
        using var world = await DayWorld.StartAsync(entry: site => site with { Bills = SiteEntry.PassedThroughBills });

        await world.ReconcileAsync();

        Assert.Equal(("notOurs", true), ((await world.RowAsync()).BillsOutcome, (await world.RowAsync()).IsSettled));
        Assert.Empty(world.City.CallsOf("checkDailyBill"));
    }

    private static async Task AddAsync(
        DayWorld world, string billId, BillState state, string billTime = "2026-05-01 10:00:00", DateTimeOffset? appliedAt = null)
    {
        var told = JsonNode.Parse(BillStory.Application(data => (data["billID"], data["billTime"]) = (billId, billTime)))!["data"]!.ToJsonString();
        var first = new BillChange()
            .Set(BillRow.Columns.Kind, BillKind.Exit)
            .Set(BillRow.Columns.State, BillStates.Text(state))
            .Set(BillRow.Columns.ShouldPay, 1000L)
            .Set(BillRow.Columns.AppliedAt, appliedAt ?? world.Clock.GetUtcNow())
            .Set(BillRow.Columns.Told, told);
        Assert.NotNull(await world.Get<BillStore>().AddAsync(world.Entry.Site, billId, first, Stop));
        if (state == BillState.Settled)
        {
            await SettleAsync(world, billId);
        }
    }

    private static async Task SettleAsync(DayWorld world, string billId, string dealTime = "2026-05-01 11:00:00")
    {
        var store = world.Get<BillStore>();
        var (bill, _) = await store.FindAsync(world.Entry.Site, billId, Stop);
        var payment = new Payment(1000, 1000, 0, dealTime, "HZ", 1, 101);
        Assert.NotNull(await store.UpdateAsync(
            bill!, new BillChange().End(BillState.Settled, world.Clock.GetUtcNow()).Set(BillRow.Columns.Payment, payment.ToJson()), Stop));
    }

    private static JsonObject Bill(string billId, bool paid = false, Action<JsonObject>? change = null)
    {
        var bill = new JsonObject { ["billID"] = billId, ["plateNo"] = "浙A01C01", ["shouldPay"] = 1000, ["payStatus"] = paid ? 1 : 0, ["actualPay"] = paid ? 1000 : null };
        change?.Invoke(bill);
        return bill;
    }

    private static JsonObject Daily(params JsonObject[] bills) => new()
    {
        ["dailyCount"] = bills.Length,
        ["dailyShouldPay"] = bills.Sum(bill => (int)bill["shouldPay"]!),
        ["dailyActualPay"] = bills.Sum(bill => (int?)bill["actualPay"] ?? 0),
        ["detail"] = new JsonArray([.. bills.Select(bill => (JsonNode)bill)]),
    };
}
