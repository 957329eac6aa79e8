using HzFunctions.Durable;
using HzFunctions.Durable.Client;
using HzFunctions.Durable.Replay;
using HzFunctions.Functions.CheckDay;
using HzFunctions.Functions.CheckDayBills;
using HzFunctions.Functions.CompareDay;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.ReconciliationOrchestrator;
using HzFunctions.Functions.SettleDay;
using HzFunctions.Local;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>
/// The orchestration of reconciliations: every order in which its steps can follow each other, and a history that was recorded before. Where a change is meant, the orchestrator gets a new
/// name; <c>HZ_RECORD_HISTORIES=1</c> records what has no file yet.
/// </summary>
public sealed class ReconciliationHistoryTests
{
    private static readonly string[] Phases = [ReconciliationPhase.Settling, ReconciliationPhase.Checking, ReconciliationPhase.Comparing, ReconciliationPhase.Bills];

    private static readonly Dictionary<string, string> Steps = new(StringComparer.Ordinal)
    {
        [ReconciliationPhase.Settling] = SettleDayActivity.Function,
        [ReconciliationPhase.Checking] = CheckDayActivity.Function,
        [ReconciliationPhase.Comparing] = CompareDayActivity.Function,
        [ReconciliationPhase.Bills] = CheckDayBillsActivity.Function,
    };

    private static readonly DurableJson Json = new(ReconciliationJson.Default);

    private static readonly string File = Path.Combine(
        RepositoryFolder.Root, "tests", "Functions.Tests", "Reconciliation", "Histories", $"{ReconciliationOrchestration.Function}.json");

    [Fact]
    public void Every_order_of_up_to_three_steps_at_once_or_after_a_wait_is_followed_and_replays()
    {
        var orders = 0;
        foreach (var order in Orders(length: 3))
        {
            var harness = new ReplayHarness(Json) { InstanceId = "reconciliation-1001~~P1-20260501-g7" };
            var taken = new List<string>();
            foreach (var (phase, step) in Steps)
            {
                harness.OnActivity<ReconciliationTurn, ReconciliationStanding>(step, (turn, at) =>
                {
                    Assert.Equal(7, turn!.Generation);
                    taken.Add(step);
                    var next = taken.Count <= order.Count ? order[taken.Count - 1] : (Phase: ReconciliationPhase.Over, Wait: false);
                    return new ReconciliationStanding(next.Phase, harness.StartTime + at + (next.Wait ? TimeSpan.FromMinutes(1) : TimeSpan.Zero), "balanced");
                });
            }

            var run = harness.Run(() => new ReconciliationOrchestration(), new ReconciliationTurn("1001~~P1", "20260501", 1));

            Assert.Equal((OrchestrationRuntimeStatus.Completed, "balanced"), (run.Status, run.ReadOutputAs<string>()));
            Assert.Equal([SettleDayActivity.Function, .. order.Select(next => Steps[next.Phase])], taken);
            Assert.Equal(TimeSpan.FromMinutes(order.Count(next => next.Wait)), run.Elapsed);
            orders++;
        }

        Assert.Equal(8 + 64 + 512, orders);
    }

    [Fact]
    public void A_step_that_fails_is_tried_again_and_one_that_always_fails_fails_the_instance()
    {
        var calls = 0;
        var run = new ReplayHarness(Json)
            .OnActivity<ReconciliationTurn, ReconciliationStanding>(SettleDayActivity.Function, (_, _) => ++calls < 3
                ? throw new IOException("The storage is away.")
                : new ReconciliationStanding(ReconciliationPhase.Over, default, "balanced"))
            .Run(() => new ReconciliationOrchestration(), new ReconciliationTurn("1001~~P1", "20260501", 1));
        var failing = new ReplayHarness(Json)
            .OnActivity<ReconciliationTurn, ReconciliationStanding>(SettleDayActivity.Function, (_, _) => throw new IOException("The storage is away."))
            .Run(() => new ReconciliationOrchestration(), new ReconciliationTurn("1001~~P1", "20260501", 1));

        Assert.Equal((OrchestrationRuntimeStatus.Completed, 3), (run.Status, calls));
        Assert.Equal((OrchestrationRuntimeStatus.Failed, 10), (failing.Status, failing.TimesOf(SettleDayActivity.Function).Count));
    }

    [Fact]
    public async Task It_replays_what_was_recorded_of_it()
    {
        if (!System.IO.File.Exists(File) && Environment.GetEnvironmentVariable("HZ_RECORD_HISTORIES") == "1")
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            await System.IO.File.WriteAllTextAsync(File, RecordedHistory.Write(await RunAsync()), TestContext.Current.CancellationToken);
        }

        var recorded = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);

        RecordedHistory.Verify(recorded, () => new ReconciliationOrchestration(), Json);
        Assert.All(Steps.Values.Append("timerFired"), part => Assert.Contains(part, recorded, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_like_the_recorded_one_balances_in_its_second_round()
    {
        var run = await RunAsync();

        Assert.Equal((OrchestrationRuntimeStatus.Completed, "balanced"), (run.Status, run.ReadOutputAs<string>()));
        Assert.Equal(2, run.TimesOf(CheckDayActivity.Function).Count);
    }

    private static IEnumerable<IReadOnlyList<(string Phase, bool Wait)>> Orders(int length)
    {
        if (length == 0)
        {
            yield break;
        }

        foreach (var next in Phases.SelectMany(phase => new[] { (phase, false), (phase, true) }))
        {
            yield return [next];
            foreach (var rest in Orders(length - 1))
            {
                yield return [next, .. rest];
            }
        }
    }

    private static async Task<ReplayRun> RunAsync()
    {
        using var world = await DayWorld.StartAsync();
        world.City.Loses = upload => upload.Id == "A0" && world.City.TimesOf("P1", RecordKind.Arrival, "A0") == 1;
        for (var number = 0; number < 20; number++)
        {
            await world.StayAsync($"{number}");
        }

        await world.ForwardAsync();
        world.Sleep();
        return await world.ReconcileAsync();
    }
}
