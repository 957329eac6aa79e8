using System.Text.Json.Nodes;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>The marks of uploadCheckRecord, and the lists that are fetched for each (R66 to R68).</summary>
public sealed class MarkTests
{
    [Theory]
    [InlineData(1, 0, new[] { 0 })]
    [InlineData(2, 0, new[] { 1 })]
    [InlineData(3, 0, new[] { 0, 1 })]
    [InlineData(4, 0, new[] { 2 })]
    [InlineData(5, 0, new[] { 0, 2 })]
    [InlineData(6, 0, new[] { 1, 2 })]
    [InlineData(7, 0, new[] { 0, 1, 2 })]
    [InlineData(0, 1, new[] { 3 })]
    [InlineData(7, 1, new[] { 0, 1, 2, 3 })]
    public async Task R66_R68_a_mark_leads_to_the_lists_of_the_parts_that_are_off_and_to_no_other(int accountMark, int photoMark, int[] types)
    {
        using var world = await DayWorld.StartAsync();
        await world.StayAsync("1");
        await world.ForwardAsync();
        var checks = 0;
        world.City.Answer = call => call.Interface == "uploadCheckRecord" && checks++ == 0
            ? DayCity.Of(new JsonObject { ["accountMark"] = accountMark, ["photoMark"] = photoMark })
            : null;

        var run = await world.ReconcileAsync();

        Assert.Equal("balanced", run.ReadOutputAs<string>());
        Assert.Equal(types, world.City.CallsOf("downUID").Select(call => call.Data.GetProperty("type").GetInt32()));
        Assert.All(world.City.CallsOf("downUID"), call => Assert.Equal("2026-05-01", call.Data.GetProperty("accountDate").GetString()));
        Assert.Equal((accountMark, photoMark), ((int)(await world.RowAsync()).Rounds[0].AccountMark, (int)(await world.RowAsync()).Rounds[0].PhotoMark));
    }

    [Fact]
    public async Task R66_a_day_that_balances_asks_for_no_list()
    {
        using var world = await DayWorld.StartAsync();
        await world.StayAsync("1");
        await world.ForwardAsync();

        await world.ReconcileAsync();

        Assert.Equal(["uploadCheckRecord", "checkDailyBill"], world.City.Calls.Select(call => call.Interface));
    }

    [Fact]
    public async Task R64_R65_each_number_is_counted_by_its_own_time_and_the_total_is_of_what_was_paid()
    {
        using var world = await DayWorld.StartAsync();
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A0", "2026-04-30 23:59:59", "u"));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A1", "2026-05-01 00:00:00"));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Departure, "E1", "2026-05-01 23:59:59", "u"));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Departure, "E2", "2026-05-02 00:00:00"));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Payment, "B1", "2026-05-01 10:00:00", amount: 700));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Payment, "B2", "2026-05-01 10:00:00", amount: 50));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Payment, "B3", "2026-05-02 10:00:00", amount: 9));
        await world.ForwardAsync();

        var run = await world.ReconcileAsync();

        var told = Assert.Single(world.City.CallsOf("uploadCheckRecord")).Data;
        Assert.Equal("balanced", run.ReadOutputAs<string>());
        Assert.Equal(
            ("P1", "2026-05-01", 1, 1, 0, 2, 750),
            (told.GetProperty("parkingCode").GetString(), told.GetProperty("checkDate").GetString(), told.GetProperty("arriveNum").GetInt32(), told.GetProperty("leaveNum").GetInt32(),
                told.GetProperty("photoNum").GetInt32(), told.GetProperty("payNum").GetInt32(), told.GetProperty("payTotal").GetInt32()));
    }

    [Fact]
    public async Task R65_a_revision_counts_with_what_it_says_by_now_and_on_the_day_that_it_names()
    {
        using var world = await DayWorld.StartAsync();
        var bill = DayWorld.Event("P1", RecordKind.Payment, "B1", "2026-05-01 10:00:00", amount: 700);
        await world.AcceptAsync(bill);
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Payment, "B2", "2026-05-01 10:00:00", amount: 1));
        await world.AcceptAsync(bill.With("actualPay", 650).SentAt("09:00:00"));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Payment, "B2", "2026-05-02 10:00:00", amount: 1).SentAt("09:00:00"));
        await world.ForwardAsync();

        await world.ReconcileAsync();

        Assert.Equal(new DayCounts(0, 0, 0, 1, 650, 0), Assert.Single((await world.RowAsync()).Rounds).Counts);
    }

    [Fact]
    public async Task Dead_letters_and_what_was_given_up_are_in_no_number_and_the_former_are_named()
    {
        using var world = await DayWorld.StartAsync();
        world.City.Refuses = upload => upload.Id is "A1" or "A2";
        foreach (var id in new[] { "A1", "A2", "A3" })
        {
            await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, id, "2026-05-01 10:00:00"));
        }

        await world.ForwardAsync();
        var stop = TestContext.Current.CancellationToken;
        var letter = (await world.Handler.Journal.FindAsync(world.Entry.Site, RecordKind.Arrival, "A2", stop))!;
        Assert.True(await world.Handler.DeadLetters.DiscardAsync(world.Entry.Site, letter, "a test", "li", stop));

        var run = await world.ReconcileAsync();

        Assert.Equal("balanced", run.ReadOutputAs<string>());
        Assert.Equal(new DayCounts(1, 0, 0, 0, 0, 1), (await world.RowAsync()).Rounds[0].Counts);
        Assert.Equal(["arrivals deadLetter A1"], await world.FindingsAsync());
    }
}
