using HzFunctions.Durable;
using HzFunctions.Durable.Client;
using HzFunctions.Durable.Replay;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.BillOrchestrator;
using HzFunctions.Local;
using HzFunctions.Tests.Shared.Determinism;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>
/// The orchestration of bills against a history that was recorded before: bills live for days, and a new version goes on with them. Where a change is meant,
/// the orchestrator gets a new name; <c>HZ_RECORD_HISTORIES=1</c> records what has no file yet.
/// </summary>
public sealed class BillHistoryTests
{
    private static readonly string File = Path.Combine(
        RepositoryFolder.Root, "tests", "Functions.Tests", "Billing", "Histories", $"{BillOrchestration.Function}.json");

    [Fact]
    public async Task It_replays_what_was_recorded_of_it()
    {
        if (!System.IO.File.Exists(File) && Environment.GetEnvironmentVariable("HZ_RECORD_HISTORIES") == "1")
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            await System.IO.File.WriteAllTextAsync(File, RecordedHistory.Write(await RunAsync()), TestContext.Current.CancellationToken);
        }

        var recorded = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);

        RecordedHistory.Verify(recorded, () => new BillOrchestration(), new DurableJson(BillJson.Default));
        Assert.All(
            new[] { "eventRaised", "AskPayResult", "ApplyPaymentAgain", "ReportAbnormalBill", "timerFired", "ORCHESTRATION_STATUS_CONTINUED_AS_NEW" },
            part => Assert.Contains(part, recorded, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_like_the_recorded_one_ends_well()
    {
        var run = await RunAsync();

        Assert.Equal((OrchestrationRuntimeStatus.Completed, "settled"), (run.Status, run.ReadOutputAs<string>()));
    }

    [Fact]
    public void No_orchestration_touches_what_it_must_not()
    {
        var orchestrators = OrchestratorCode.In(typeof(BillOrchestration).Assembly);

        Assert.Contains(typeof(BillOrchestration), orchestrators);
        Assert.All(orchestrators, type => Assert.Empty(OrchestratorCode.Check(type)));
    }

    // Not taken at first, a bell without news, reports at 3 h and 4 h, and a payment between hours.
    private static async Task<ReplayRun> RunAsync()
    {
        var story = await BillStory.StartAsync();
        story.City.AwayUntil = TimeSpan.FromSeconds(1);
        await story.ApplyAsync();
        await story.PassToAsync(TimeSpan.FromSeconds(5));
        story.RingAt(TimeSpan.FromHours(1));
        story.PayResultAt(TimeSpan.FromHours(4.5));
        return await story.DriveAsync();
    }
}
