using HzFunctions.Durable.Client;
using HzFunctions.Durable.Protocol;
using HzFunctions.Functions.Billing;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>An orchestration that hangs is put aside by another, with the same deadlines; what wakes of it later does nothing (D2).</summary>
public sealed class GenerationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wedged_instance_is_superseded_and_the_next_goes_on_with_the_same_deadlines()
    {
        var (story, host) = await WedgedAsync(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(11));
        story.City.PaidFrom = TimeSpan.FromHours(4.5);
        var before = await story.BillAsync();

        await host.LookAsync();

        var bill = await story.BillAsync();
        Assert.Equal((2, before.AcceptedAt, before.ReportDue), (bill.Generation, bill.AcceptedAt, bill.ReportDue));
        Assert.Equal((OrchestrationStatus.Terminated, OrchestrationStatus.Running), (host.StatusOf(1), host.StatusOf(2)));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, host.Drive(2).Status);
        Assert.Equal(
            ["applyPayment 00:00:00", "getPayResult 03:11:00", "uploadAbnormalBill 03:11:00", "getPayResult 04:00:00", "uploadAbnormalBill 04:00:00", "getPayResult 05:00:00"],
            story.Calls);
    }

    [Fact]
    public async Task The_old_one_that_wakes_later_calls_nobody_and_writes_nothing()
    {
        var (story, host) = await WedgedAsync(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(11));
        var old = new BillRound(story.Site.Value, BillStory.BillId, story.Clock.GetUtcNow());
        await host.LookAsync();
        var (rows, calls) = (Versions(story), story.Calls.Count);

        var run = story.Drive(BillRow.InstanceOf(story.Site, BillStory.BillId, 1), old);

        Assert.Equal((OrchestrationRuntimeStatus.Completed, "superseded"), (run.Status, run.ReadOutputAs<string>()));
        Assert.Equal((rows, calls), (Versions(story), story.Calls.Count));
    }

    [Fact]
    public async Task No_step_of_an_old_one_does_anything_whatever_is_due()
    {
        var (story, host) = await WedgedAsync(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(11));
        await host.LookAsync();
        var (rows, calls, turn) = (Versions(story), story.Calls.Count, new BillTurn(story.Site.Value, BillStory.BillId, 1));

        BillStanding[] standings = [await story.Steps.AskAsync(turn, Stop), await story.Steps.ApplyAsync(turn, Stop), await story.Steps.ReportAsync(turn, Stop)];

        Assert.All(standings, standing => Assert.Equal((BillStanding.Superseded, true), (standing.State, standing.IsOver)));
        Assert.Equal((rows, calls), (Versions(story), story.Calls.Count));
    }

    [Fact]
    public async Task A_call_of_the_old_one_that_was_under_way_still_counts()
    {
        var (story, host) = await WedgedAsync(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(11));
        story.City.PaidFrom = TimeSpan.FromHours(1);
        story.City.Meanwhile = _ => host.LookAsync();

        var standing = await story.Steps.AskAsync(new BillTurn(story.Site.Value, BillStory.BillId, 1), Stop);

        Assert.True(standing.IsOver);
        Assert.Equal((BillState.Settled, 2), ((await story.BillAsync()).State, (await story.BillAsync()).Generation));
        Assert.Equal("settled", host.Drive(2).ReadOutputAs<string>());
        Assert.Single(story.City.TimesOf(BillCalls.Ask));
    }

    private static string Versions(BillStory story) => string.Join('\n', story.Table.Rows(story.Site.Value).Select(row => $"{row.Row} {row.ETag}"));

    private static async Task<(BillStory Story, BillHost Host)> WedgedAsync(TimeSpan until)
    {
        var story = await BillStory.StartAsync();
        var host = new BillHost(story);
        await story.ApplyAsync();
        await story.PassToAsync(TimeSpan.FromSeconds(5));
        await host.DeliverAsync();
        await story.PassToAsync(until);
        return (story, host);
    }
}
