using HzFunctions.CityBrain;
using HzFunctions.Durable.Client;
using HzFunctions.Durable.Protocol;
using HzFunctions.Functions.DailyReconciliation;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.ReconciliationOrchestrator;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>Which days a night reconciles, when it begins, and that it is seen through.</summary>
public sealed class NightTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Nights_begin_between_one_and_three_in_China_always_at_the_same_time_for_a_car_park_and_spread_over_all()
    {
        var schedule = new ReconciliationSchedule(new ReconciliationOptions());
        var day = new DateOnly(2026, 5, 2);

        var begins = Enumerable.Range(0, 1000)
            .Select(number => schedule.BeginningOf(day, SiteId.Create("1001", $"P{number}")!.Value) - ChinaTime.StartOf(day))
            .ToList();

        Assert.All(begins, time => Assert.InRange(time, TimeSpan.FromHours(1), TimeSpan.FromHours(3)));
        Assert.All(Enumerable.Range(0, 8), quarter => Assert.InRange(begins.Count(time => (int)((time - TimeSpan.FromHours(1)) / TimeSpan.FromMinutes(15)) == quarter), 80, 170));
        Assert.Equal(
            schedule.BeginningOf(day, SiteId.Create("1001", "P1")!.Value),
            new ReconciliationSchedule(new ReconciliationOptions()).BeginningOf(day, SiteId.Create("1001", "P1")!.Value));
    }

    [Fact]
    public async Task A_car_park_that_is_new_has_no_days_before_it_and_its_first_day_is_reconciled_in_the_night_after_it_once()
    {
        using var world = await DayWorld.StartAsync();
        await world.LookAsync();
        world.Clock.SetUtcNow(ChinaTime.StartOf(new DateOnly(2026, 5, 2)) + TimeSpan.FromMinutes(59));
        await world.LookAsync();
        Assert.Empty(world.Host.Instances);

        world.Sleep();
        await world.LookAsync();
        await world.LookAsync();

        Assert.Equal(["reconciliation-1001~~P1-20260501-g1"], world.Host.Instances.Keys);
    }

    [Fact]
    public async Task Days_that_were_missed_while_the_app_was_down_are_caught_up_seven_at_most()
    {
        using var world = await DayWorld.StartAsync();
        await world.LookAsync();
        await FinishNightAsync(world, days: 1);

        world.Clock.Advance(TimeSpan.FromDays(3));
        await world.LookAsync();
        Assert.Equal(["20260502", "20260503", "20260504"], await OpenAsync(world));
        await FinishAsync(world);

        world.Clock.Advance(TimeSpan.FromDays(20));
        await world.LookAsync();
        Assert.Equal(Enumerable.Range(18, 7).Select(day => $"202605{day}"), await OpenAsync(world));
    }

    [Fact]
    public async Task A_night_that_was_missed_begins_as_soon_as_the_app_is_back_whatever_the_time()
    {
        using var world = await DayWorld.StartAsync();
        await world.LookAsync();

        world.Clock.SetUtcNow(ChinaTime.StartOf(new DateOnly(2026, 5, 2)) + TimeSpan.FromHours(22));
        await world.LookAsync();

        Assert.Equal(["20260501"], await OpenAsync(world));
    }

    [Fact]
    public async Task A_day_that_did_not_balance_is_looked_at_again_each_night_until_it_is_seven_days_old()
    {
        using var world = await DayWorld.StartAsync();
        await world.LookAsync();
        world.City.Answer = call => call.Interface == "uploadCheckRecord" && call.Data.GetProperty("checkDate").GetString() == "2026-05-01" ? ScriptedUplink.Refused() : null;
        await FinishNightAsync(world, days: 1);

        var seen = new List<int>();
        for (var night = 1; night <= 9; night++)
        {
            await FinishNightAsync(world, days: 1);
            seen.Add((await world.RowAsync()).Generation);
        }

        Assert.Equal([2, 3, 4, 5, 6, 7, 7, 7, 7], seen);
    }

    [Fact]
    public async Task A_dead_letter_of_a_past_day_that_is_replayed_marks_its_day()
    {
        using var world = await DayWorld.StartAsync();
        await world.LookAsync();
        world.City.Refuses = upload => upload.Id == "A1";
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A1", "2026-05-01 10:00:00"));
        await world.ForwardAsync();
        await FinishNightAsync(world, days: 1);
        Assert.Equal(0, (await world.RowAsync()).Rounds[^1].Counts.ArriveNum);

        world.City.Refuses = _ => false;
        var letter = (await world.Handler.Journal.FindAsync(world.Entry.Site, RecordKind.Arrival, "A1", Stop))!;
        Assert.True(await world.Handler.DeadLetters.ReplayAsync(world.Entry.Site, letter, "li", Stop));
        await world.Handler.Drain.DrainAsync(world.Entry.Site, Stop);
        await FinishNightAsync(world, days: 1);

        var row = await world.RowAsync();
        Assert.Equal((2, 1, ReconciliationOutcome.Balanced), (row.Generation, row.Rounds[^1].Counts.ArriveNum, row.Outcome));
    }

    [Fact]
    public async Task An_event_that_comes_after_the_count_leaves_the_day_marked()
    {
        using var world = await DayWorld.StartAsync();
        await world.LookAsync();
        await world.StayAsync("1");
        await world.ForwardAsync();
        world.Sleep();
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A-late", "2026-05-01 10:00:00"));
        await world.ForwardAsync();
        world.Before = step => step == "CheckDayBills"
            ? world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A-later", "2026-05-01 10:00:00"))
            : Task.CompletedTask;

        await world.ReconcileAsync();

        Assert.Equal(["20260501"], await world.Get<ChangedDays>().ReadAsync(world.Entry.Site, "20260401", Stop));
        world.Before = _ => Task.CompletedTask;
        await world.ReconcileAsync();
        Assert.Empty(await world.Get<ChangedDays>().ReadAsync(world.Entry.Site, "20260401", Stop));
    }

    [Theory]
    [InlineData(null, AccessEntry.BridgeDownlink, true)]
    [InlineData(null, AccessEntry.OwnDownlink, false)]
    [InlineData(SiteEntry.OurReconciliation, AccessEntry.OwnDownlink, true)]
    [InlineData(SiteEntry.OwnReconciliation, AccessEntry.BridgeDownlink, false)]
    public async Task D13_a_car_park_that_reconciles_by_itself_is_left_alone(string? setting, string downlink, bool isOurs)
    {
        using var world = await DayWorld.StartAsync(entry: site => site with { Reconciliation = setting });
        await world.Get<SiteDirectory>().PutAsync(
            new AccessEntry("1001", "http://city-brain.example/", "file:/key", null, "md5", "own-private-key", false, null, new PathBases(""), false) { Downlink = downlink }.ToRow(), Stop);
        await world.LookAsync();

        await FinishNightAsync(world, days: 1);

        Assert.Equal(isOurs ? 1 : 0, world.Host.Instances.Count);
        Assert.Equal(isOurs ? 1 : 0, world.City.CallsOf("uploadCheckRecord").Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task D2_an_orchestration_that_failed_or_is_missing_is_replaced_and_goes_on_where_the_day_is(OrchestrationRuntimeStatus? status)
    {
        using var world = await DayWorld.StartAsync();
        await world.LookAsync();
        world.Sleep();
        await world.LookAsync();
        var row = await world.RowAsync();
        await world.Steps.SettleAsync(new ReconciliationTurn(row.Site.Value, row.Day, 1), Stop);
        world.Host.Instances.Remove(row.Instance.ToString());
        if (status is { } known)
        {
            world.Host.Instances[row.Instance.ToString()] = new OrchestrationState { InstanceId = row.Instance.ToString(), OrchestrationStatus = (OrchestrationStatus)known };
        }

        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.LookAsync();

        var next = await world.RowAsync();
        Assert.Equal((2, 1, ReconciliationPhase.Checking), (next.Generation, next.Run, next.Phase));
        Assert.Contains("reconciliation-1001~~P1-20260501-g2", world.Host.Instances.Keys);
        Assert.Equal("balanced", world.Drive(next).ReadOutputAs<string>());
    }

    [Fact]
    public async Task D2_one_that_is_late_is_replaced_and_one_that_waits_in_its_time_is_not()
    {
        using var world = await DayWorld.StartAsync();
        await world.LookAsync();
        world.Sleep();
        await world.LookAsync();

        world.Clock.Advance(TimeSpan.FromMinutes(9));
        await world.LookAsync();
        Assert.Equal(1, (await world.RowAsync()).Generation);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.LookAsync();

        Assert.Equal(2, (await world.RowAsync()).Generation);
    }

    [Fact]
    public async Task A_day_that_an_operator_has_reconciled_before_it_was_over_is_reconciled_again_in_its_night()
    {
        using var world = await DayWorld.StartAsync();
        await world.LookAsync();
        await world.StayAsync("1");
        await world.ForwardAsync();
        await world.ReconcileAsync();
        Assert.Equal(ReconciliationOutcome.Balanced, (await world.RowAsync()).Outcome);
        await world.StayAsync("2");
        await world.ForwardAsync();

        await FinishNightAsync(world, days: 1);

        var row = await world.RowAsync();
        Assert.Equal((2, 2, ReconciliationOutcome.Balanced), (row.Generation, row.Rounds[^1].Counts.ArriveNum, row.Outcome));
    }

    [Fact]
    public async Task A_day_whose_orchestrations_all_fail_is_given_up_counts_as_unsettled_and_is_begun_anew_by_the_next_night()
    {
        using var world = await DayWorld.StartAsync();
        await world.LookAsync();
        world.Sleep();
        await world.LookAsync();
        for (var look = 0; look < 20 && !(await world.RowAsync()).IsOver; look++)
        {
            world.Host.Instances[(await world.RowAsync()).Instance.ToString()].OrchestrationStatus = OrchestrationStatus.Failed;
            world.Clock.Advance(TimeSpan.FromMinutes(5));
            await world.LookAsync();
        }

        var given = await world.RowAsync();
        Assert.Equal((true, 13, ReconciliationOutcome.Unanswered), (given.IsOver, given.Generation, given.Outcome));
        Assert.Equal(1, await world.Get<DailyReconciliationFunction>().LookAtAsync(
            world.Entry, world.Host.CreateClient(ReconciliationOrchestration.Function), Stop));
        await FinishNightAsync(world, days: 1);
        Assert.True((await world.RowAsync()).IsSettled);
    }

    [Fact]
    public async Task A_run_that_nobody_has_seen_through_for_an_hour_does_not_keep_an_operator_from_another()
    {
        using var world = await DayWorld.StartAsync();
        var known = (await world.Store.BeginAsync(world.Entry.Site, "20260301", null, "li", beyondLimits: false, Stop))!;
        Assert.Null(await world.Store.BeginAsync(world.Entry.Site, "20260301", known, "li", beyondLimits: false, Stop));

        world.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(2, (await world.Store.BeginAsync(world.Entry.Site, "20260301", known, "li", beyondLimits: false, Stop))!.Generation);
    }

    // The next night comes, and what it begins is seen through.
    private static async Task FinishNightAsync(DayWorld world, int days)
    {
        world.Clock.SetUtcNow(ChinaTime.StartOf(ChinaTime.BusinessDay(world.Clock.GetUtcNow()).AddDays(days)) + TimeSpan.FromHours(5));
        await world.LookAsync();
        await FinishAsync(world);
    }

    private static async Task FinishAsync(DayWorld world)
    {
        foreach (var day in await OpenAsync(world))
        {
            var row = await world.RowAsync(day: day);
            world.Host.Instances[row.Instance.ToString()].OrchestrationStatus = (OrchestrationStatus)world.Drive(row).Status;
        }
    }

    private static async Task<IReadOnlyList<string>> OpenAsync(DayWorld world) =>
        [.. (await world.Store.ReadAsync(world.Entry.Site, "20260401", Stop)).Days.Where(day => !day.IsOver).Select(day => day.Day)];
}
