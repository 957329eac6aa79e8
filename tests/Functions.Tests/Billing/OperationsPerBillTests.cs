using HzFunctions.Durable.Replay;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>
/// What a bill costs from its application to its end: docs/performance.md states these figures. What the Functions host does for queues, the inbox of the car
/// park and the stores of the Durable extension come on top.
/// </summary>
public sealed class OperationsPerBillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_bill_that_is_paid_within_a_minute()
    {
        var (story, table, log) = await StartAsync();
        await story.ApplyAsync();
        var applied = table.Operations + log.Operations;
        await story.PassToAsync(TimeSpan.FromSeconds(5));
        var host = new BillHost(story);
        await host.DeliverAsync();
        story.PayResultAt(TimeSpan.FromSeconds(40));
        var run = Drive(story);
        await host.DeliverAsync();

        Assert.Equal("settled", run.ReadOutputAs<string>());
        Report("paid within a minute", story, table, log, host, run);
        Assert.Equal((4, 13, 1), (applied, table.Operations + log.Operations, story.City.Calls.Count));
        Assert.Equal(["StartInstance", "RaiseEvent"], host.Calls);
        Assert.Equal((3, 1), (run.Turns, Activities(run)));
    }

    [Fact]
    public async Task A_bill_that_is_unpaid_for_a_day()
    {
        var (story, table, log) = await StartAsync();
        story.City.PaidFrom = TimeSpan.FromHours(23.5);
        await story.ApplyAsync();
        await story.PassToAsync(TimeSpan.FromSeconds(5));
        var host = new BillHost(story);
        await host.DeliverAsync();
        var run = Drive(story);

        Assert.Equal("settled", run.ReadOutputAs<string>());
        Report("unpaid for a day", story, table, log, host, run);

        // 21 hours with a question and a report each, and the question that finds the payment.
        Assert.Equal((21, 22), (story.City.TimesOf(BillCalls.Report).Count, story.City.TimesOf(BillCalls.Ask).Count));
        Assert.Equal(["StartInstance"], host.Calls);
        Assert.Equal((160, 87, 43), (table.Operations + log.Operations, run.Turns, Activities(run)));
    }

    [Fact]
    public async Task Watch_takes_one_operation_for_a_car_park_whatever_it_has()
    {
        var (story, table, _) = await StartAsync();
        await story.ApplyAsync();
        var before = table.Operations;

        await new BillHost(story).LookAsync();

        Assert.Equal(1, table.Operations - before);
    }

    private static async Task<(BillStory Story, CountingTable Table, CountingTable Log)> StartAsync()
    {
        CountingTable? table = null;
        CountingTable? log = null;
        var story = await BillStory.StartAsync(around: (inner, isLog) => isLog ? log = new CountingTable(inner) : table = new CountingTable(inner));
        return (story, table!, log!);
    }

    // Without counting what the story itself looks up.
    private static ReplayRun Drive(BillStory story) => story.Drive(story.Clock.GetUtcNow() + TimeSpan.FromHours(3) - TimeSpan.FromSeconds(5));

    private static int Activities(ReplayRun run) => run.Calls.Count(call => call.Kind == ReplayedCallKind.Activity);

    private void Report(string what, BillStory story, CountingTable table, CountingTable log, BillHost host, ReplayRun run) => output.WriteLine(
        $"{what}: {table.Operations} and {log.Operations} table operations, {host.Calls.Count} bill commands, {story.Queue.Waiting.Count} downlink messages, "
        + $"{story.City.Calls.Count} calls of the city brain, {run.Turns} turns, {Activities(run)} activities, {run.Calls.Count - Activities(run)} timers");
}
