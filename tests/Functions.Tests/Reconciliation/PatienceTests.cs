using HzFunctions.Durable.Client;
using HzFunctions.Functions.CheckDay;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.SettleDay;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>What a reconciliation waits for, and for how long; and that no step does harm when it is taken again.</summary>
public sealed class PatienceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_with_a_pending_record_is_looked_at_each_minute_for_an_hour_and_is_then_not_settled()
    {
        using var world = await DayWorld.StartAsync();
        await world.StayAsync("1");
        world.Forwards = false;

        var run = await world.ReconcileAsync();

        Assert.Equal("notSettled", run.ReadOutputAs<string>());
        Assert.Equal(Enumerable.Range(0, 61).Select(minute => TimeSpan.FromMinutes(minute)), run.TimesOf(SettleDayActivity.Function));
        Assert.Empty(world.City.CallsOf("uploadCheckRecord"));
        Assert.False((await world.RowAsync()).IsSettled);
    }

    [Fact]
    public async Task A_day_whose_records_go_up_meanwhile_is_checked_then()
    {
        using var world = await DayWorld.StartAsync();
        await world.StayAsync("1");
        world.Forwards = false;
        var began = world.Clock.GetUtcNow();
        world.Before = _ => world.Clock.GetUtcNow() - began >= TimeSpan.FromMinutes(5) ? world.ForwardAsync() : Task.CompletedTask;

        var run = await world.ReconcileAsync();

        Assert.Equal("balanced", run.ReadOutputAs<string>());
        Assert.Equal([TimeSpan.FromMinutes(5)], run.TimesOf(CheckDayActivity.Function));
    }

    [Fact]
    public async Task Records_of_another_day_and_of_kinds_that_are_not_counted_keep_nobody_waiting()
    {
        using var world = await DayWorld.StartAsync();
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A1", "2026-05-02 10:00:00"));
        await world.AcceptAsync(CarParkEvent.State("10:00:00").With("parkingCode", "P1"));
        world.Forwards = false;

        Assert.Equal("balanced", (await world.ReconcileAsync()).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("uploadCheckRecord")]
    [InlineData("downUID")]
    [InlineData("checkDailyBill")]
    public async Task A_city_brain_that_is_away_is_asked_again_until_it_answers(string away)
    {
        using var world = await LostAsync();
        var silent = 3;
        world.City.Answer = call => call.Interface == away && silent-- > 0 ? ScriptedUplink.Silence : null;

        var run = await world.ReconcileAsync();

        Assert.Equal("balanced", run.ReadOutputAs<string>());
        Assert.True((await world.RowAsync()).IsSettled);
        Assert.Equal(2, world.City.TimesOf("P1", RecordKind.Arrival, "A0"));
    }

    [Theory]
    [InlineData("uploadCheckRecord", 61)]
    [InlineData("downUID", 61)]
    [InlineData("checkDailyBill", 61)]
    public async Task After_an_hour_without_an_answer_it_ends_so(string away, int calls)
    {
        using var world = await LostAsync();
        world.City.Answer = call => call.Interface == away ? ScriptedUplink.Silence : null;

        var run = await world.ReconcileAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, run.Status);
        Assert.Equal(calls, world.City.CallsOf(away).Count);
        Assert.False((await world.RowAsync()).IsSettled);
        Assert.Equal(away == "checkDailyBill" ? "balanced" : "unanswered", (await world.RowAsync()).Outcome);
    }

    [Fact]
    public async Task A_city_brain_that_refuses_the_question_is_not_asked_again_and_its_words_are_kept()
    {
        using var world = await LostAsync();
        world.City.Answer = call => call.Interface == "uploadCheckRecord" ? ScriptedUplink.Refused("缺失参数") : null;

        var run = await world.ReconcileAsync();

        Assert.Equal("unanswered", run.ReadOutputAs<string>());
        Assert.Single(world.City.CallsOf("uploadCheckRecord"));
        Assert.Equal("400 缺失参数", (await world.RowAsync()).Words);
    }

    [Fact]
    public async Task Marks_that_the_data_dictionary_does_not_have_are_no_answer()
    {
        using var world = await LostAsync();
        world.City.Answer = call => call.Interface == "uploadCheckRecord" ? DayCity.Of(new System.Text.Json.Nodes.JsonObject { ["accountMark"] = 8, ["photoMark"] = 0 }) : null;

        Assert.Equal("unanswered", (await world.ReconcileAsync()).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Every_step_that_is_taken_twice_does_what_one_does()
    {
        using var world = await LostAsync();
        var begun = (await world.Store.BeginAsync(world.Entry.Site, DayWorld.Day, null, null, beyondLimits: false, Stop))!;
        var turn = new ReconciliationTurn(begun.Site.Value, begun.Day, begun.Generation);
        for (var step = 0; (await world.RowAsync()) is { IsOver: false } row; step++)
        {
            Assert.True(step < 50, "It does not end.");
            var before = row.Phase;
            await TakeAsync(world, before, turn);
            await TakeAsync(world, before, turn);
            await world.ForwardAsync();
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.True((await world.RowAsync()).IsSettled);
        Assert.Equal(2, (await world.RowAsync()).Rounds.Count);
        Assert.Equal(2, world.City.TimesOf("P1", RecordKind.Arrival, "A0"));
        Assert.Equal(161, world.City.Uploads.Count);
    }

    [Fact]
    public async Task A_comparison_whose_process_dies_after_any_write_sends_nothing_twice()
    {
        for (var at = 0; ; at++)
        {
            using var world = await LostAsync();
            var begun = (await world.Store.BeginAsync(world.Entry.Site, DayWorld.Day, null, null, beyondLimits: false, Stop))!;
            var turn = new ReconciliationTurn(begun.Site.Value, begun.Day, begun.Generation);
            await world.Steps.SettleAsync(turn, Stop);
            await world.Steps.CheckAsync(turn, Stop);
            var deadly = new DeadlyTable(world.Log, at);
            var dies = DyingSteps(world, deadly);
            try
            {
                await dies.CompareAsync(turn, Stop);
            }
            catch (IOException)
            {
                Assert.True(deadly.IsMet);
            }

            // What Watch does within 30 s, where the process died before its bell.
            await world.Bell.RingAsync(world.Entry.Site, TimeSpan.Zero, Stop);
            await world.ForwardAsync();
            world.Drive(await world.RowAsync());

            Assert.True((await world.RowAsync()).IsSettled);
            Assert.Equal(2, world.City.TimesOf("P1", RecordKind.Arrival, "A0"));
            if (!deadly.IsMet)
            {
                Assert.True(at > 0);
                return;
            }
        }
    }

    [Fact]
    public async Task A_step_of_an_orchestration_that_was_superseded_does_nothing()
    {
        using var world = await LostAsync();
        var begun = (await world.Store.BeginAsync(world.Entry.Site, DayWorld.Day, null, null, beyondLimits: false, Stop))!;

        var standing = await world.Steps.SettleAsync(new ReconciliationTurn(begun.Site.Value, begun.Day, begun.Generation + 1), Stop);

        Assert.Equal((ReconciliationStanding.Superseded, true), (standing.Phase, standing.IsOver));
        Assert.Equal(ReconciliationPhase.Settling, (await world.RowAsync()).Phase);
    }

    private static Task<ReconciliationStanding> TakeAsync(DayWorld world, string phase, ReconciliationTurn turn) => phase switch
    {
        ReconciliationPhase.Settling => world.Steps.SettleAsync(turn, Stop),
        ReconciliationPhase.Checking => world.Steps.CheckAsync(turn, Stop),
        ReconciliationPhase.Comparing => world.Steps.CompareAsync(turn, Stop),
        _ => world.Steps.CheckBillsAsync(turn, Stop),
    };

    private static ReconciliationSteps DyingSteps(DayWorld world, DeadlyTable log)
    {
        var repair = ActivatorUtilities.CreateInstance<DayRepair>(world.Services, log);
        return ActivatorUtilities.CreateInstance<ReconciliationSteps>(world.Services, repair);
    }

    private static async Task<DayWorld> LostAsync()
    {
        var world = await DayWorld.StartAsync();
        world.City.Loses = upload => upload.Id == "A0" && world.City.TimesOf("P1", upload.Kind, "A0") == 1;
        for (var number = 0; number < 40; number++)
        {
            await world.StayAsync($"{number}");
        }

        await world.ForwardAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        return world;
    }
}
