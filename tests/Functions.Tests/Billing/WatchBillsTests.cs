using HzFunctions.Durable.Client;
using HzFunctions.Durable.Protocol;
using HzFunctions.Functions.Billing;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>The guarantee behind the bells of bills.</summary>
public sealed class WatchBillsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "missing")]
    [InlineData(OrchestrationRuntimeStatus.Failed, "ended")]
    [InlineData(OrchestrationRuntimeStatus.Completed, "ended")]
    [InlineData(OrchestrationRuntimeStatus.Terminated, "ended")]
    public async Task An_open_bill_without_a_living_orchestration_gets_another_within_10_min_once(OrchestrationRuntimeStatus? status, string reason)
    {
        var (story, host) = await AcceptedAsync();
        if (status is { } known)
        {
            host.Set(1, (OrchestrationStatus)known);
        }

        for (var look = 0; look < 40; look++)
        {
            story.Clock.Advance(TimeSpan.FromSeconds(30));
            await host.LookAsync();
        }

        Assert.Equal((OrchestrationStatus.Running, null), (host.StatusOf(2), host.StatusOf(3)));
        Assert.Single(await story.HistoryAsync(), $"superseded {reason}");
    }

    [Fact]
    public async Task One_that_lives_and_is_not_late_is_left_alone()
    {
        var (story, host) = await AcceptedAsync();
        await host.DeliverAsync();
        var before = (await story.BillAsync()).ETag;

        for (var look = 0; look < 378; look++)
        {
            story.Clock.Advance(TimeSpan.FromSeconds(30));
            await host.LookAsync();
        }

        Assert.Equal(before, (await story.BillAsync()).ETag);
        Assert.Equal((OrchestrationStatus.Running, null), (host.StatusOf(1), host.StatusOf(2)));
    }

    [Fact]
    public async Task One_that_is_more_than_10_min_late_is_superseded_once()
    {
        var (story, host) = await AcceptedAsync();
        await host.DeliverAsync();
        await story.PassToAsync(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        await host.LookAsync();
        await host.LookAsync();

        Assert.Equal((OrchestrationStatus.Terminated, OrchestrationStatus.Running, null), (host.StatusOf(1), host.StatusOf(2), host.StatusOf(3)));
    }

    [Fact]
    public async Task Each_accepted_bill_is_asked_about_once_in_10_min_and_each_fresh_application_without_an_answer_at_every_look()
    {
        var story = await BillStory.StartAsync();
        var host = new BillHost(story);
        for (var number = 0; number < 60; number++)
        {
            await AddAsync(story, $"C-{number}", BillState.Accepted);
            host.Set(1, OrchestrationStatus.Running, $"C-{number}");
        }

        await AddAsync(story, "A-1", BillState.Applying);
        host.Set(1, OrchestrationStatus.Running, "A-1");
        story.Clock.Advance(TimeSpan.FromMinutes(1));
        var most = 0;
        for (var look = 0; look < 20; look++)
        {
            var before = host.Calls.Count;
            await host.LookAsync();
            most = Math.Max(most, host.Calls.Count - before);
            story.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        // It is fresh for 10 min: for 18 looks from the first minute on.
        Assert.Equal(60 + 18, host.Calls.Count(call => call == "GetInstance"));
        Assert.True(most < 30, $"{most} questions at one look");
    }

    [Fact]
    public async Task A_bill_that_closes_while_Watch_looks_is_not_touched()
    {
        var (story, host) = await AcceptedAsync();
        await story.PassToAsync(TimeSpan.FromHours(4));
        var listed = (await story.Store.ListedAsync(story.Site, null, 10, Stop)).Bills;
        Assert.Single(listed);
        await story.BringAsync(BillStory.PayResult());

        Assert.Null(await new BillGenerations(story.Store, story.Site, BillStory.BillId, "late", story.Clock).ReadAsync("any", Stop));
        await host.LookAsync();

        Assert.Empty(host.Host.Calls);
    }

    [Fact]
    public async Task A_bill_that_closes_while_the_host_is_asked_is_not_touched()
    {
        var (story, host) = await AcceptedAsync();
        host.Host.Before = async method =>
        {
            if (method == "GetInstance" && !(await story.BillAsync()).IsOver)
            {
                await story.BringAsync(BillStory.PayResult());
            }
        };

        for (var look = 0; look < 30; look++)
        {
            story.Clock.Advance(TimeSpan.FromSeconds(30));
            await host.LookAsync();
        }

        Assert.Equal(["GetInstance"], host.Calls);
        Assert.Equal(1, (await story.BillAsync()).Generation);
    }

    [Theory]
    [InlineData("StartInstance", 3)]
    [InlineData("TerminateInstance", 2)]
    public async Task A_Watch_that_dies_between_raising_and_starting_is_repaired_by_the_next_looks(string dies, int generation)
    {
        var (story, host) = await AcceptedAsync();
        await host.DeliverAsync();
        await story.PassToAsync(TimeSpan.FromHours(3.5));
        host.Host.Before = method => method == dies ? throw new IOException("The process dies.") : Task.CompletedTask;
        await host.LookAsync();
        Assert.Equal(2, (await story.BillAsync()).Generation);
        host.Host.Before = _ => Task.CompletedTask;

        for (var look = 0; look < 20; look++)
        {
            story.Clock.Advance(TimeSpan.FromSeconds(30));
            await host.LookAsync();
        }

        Assert.Equal((generation, OrchestrationStatus.Running), ((await story.BillAsync()).Generation, host.StatusOf(generation)));
    }

    [Fact]
    public async Task One_bill_that_cannot_be_helped_keeps_no_other_waiting()
    {
        var (story, host) = await AcceptedAsync();
        await AddAsync(story, "A-1", BillState.Applying);
        story.Clock.Advance(TimeSpan.FromHours(4));
        var failed = false;
        host.Host.Before = method => method == "StartInstance" && !failed && (failed = true) ? throw new IOException("once") : Task.CompletedTask;

        await host.LookAsync();

        Assert.Equal((null, OrchestrationStatus.Running), (host.StatusOf(2, "A-1"), host.StatusOf(2)));
    }

    [Fact]
    public async Task Bills_are_counted_by_what_somebody_has_to_do_about_them()
    {
        var (story, host) = await AcceptedAsync();
        await AddAsync(story, "A-1", BillState.Applying);
        await story.BringAsync(Downlink.BridgeMessage.PayResult(9, "unknown"));
        Assert.Equal(new BillCensus(2, 0, 0, 1), await host.LookAsync());

        await story.PassToAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(new BillCensus(2, 0, 1, 1), await host.LookAsync());

        await story.PassToAsync(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(1));
        Assert.Equal(new BillCensus(2, 1, 1, 1), await host.LookAsync());

        await story.BringAsync(BillStory.PayResult());
        Assert.Equal(new BillCensus(1, 0, 1, 1), await host.LookAsync());
    }

    private static async Task AddAsync(BillStory story, string billId, BillState state) => Assert.NotNull(await story.Store.AddAsync(
        story.Site,
        billId,
        new BillChange()
            .Set(BillRow.Columns.Kind, BillKind.Exit)
            .Set(BillRow.Columns.State, BillStates.Text(state))
            .Set(BillRow.Columns.AppliedAt, story.Clock.GetUtcNow())
            .Set(BillRow.Columns.NextAt, story.Clock.GetUtcNow() + TimeSpan.FromHours(3)),
        Stop));

    private static async Task<(BillStory Story, BillHost Host)> AcceptedAsync()
    {
        var story = await BillStory.StartAsync();
        await story.ApplyAsync();
        await story.PassToAsync(TimeSpan.FromSeconds(5));
        return (story, new BillHost(story));
    }
}
