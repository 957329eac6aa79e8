using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Inbox;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>The long poll, which looks again after 250 ms and ever more seldom, and holds no thread.</summary>
public sealed class InboxWaitTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_there_is_given_at_once()
    {
        var bench = await DownlinkBench.StartAsync();
        await bench.BringAsync(BridgeMessage.PayResult());

        var messages = Waiting(bench).ReadAsync(DownlinkBench.Site, 10, TimeSpan.FromSeconds(25), Stop);

        Assert.True(messages.IsCompletedSuccessfully);
        Assert.Single(await messages);
    }

    [Fact]
    public async Task What_comes_while_it_waits_is_given_when_it_looks_next()
    {
        var bench = await DownlinkBench.StartAsync();
        var messages = Waiting(bench).ReadAsync(DownlinkBench.Site, 10, TimeSpan.FromSeconds(25), Stop);
        await PassAsync(bench, TimeSpan.FromSeconds(10));
        Assert.False(messages.IsCompleted);

        await bench.BringAsync(BridgeMessage.PayResult());
        await PassAsync(bench, TimeSpan.FromSeconds(2));

        Assert.Single(await messages.WaitAsync(TimeSpan.FromMinutes(2), Stop));
    }

    [Fact]
    public async Task What_the_same_process_takes_in_is_given_at_once()
    {
        var bench = await DownlinkBench.StartAsync();
        var waiting = bench.Handler.Services.GetRequiredService<InboxWait>();
        var messages = waiting.ReadAsync(DownlinkBench.Site, 10, TimeSpan.FromSeconds(25), Stop);

        await bench.BringAsync(BridgeMessage.PayResult());

        Assert.Single(await messages.WaitAsync(TimeSpan.FromMinutes(2), Stop));
    }

    [Fact]
    public async Task When_its_time_is_over_there_is_nothing_and_it_has_looked_a_dozen_times_and_not_a_hundred()
    {
        var bench = await DownlinkBench.StartAsync();
        var table = new CountingTable(bench.Downlinks);
        var messages = new InboxWait(new CarParkInbox(new DownlinkStore(table), bench.Clock), new InboxSignals(), bench.Clock)
            .ReadAsync(DownlinkBench.Site, 10, TimeSpan.FromSeconds(25), Stop);

        await PassAsync(bench, TimeSpan.FromSeconds(25));

        Assert.Empty(await messages.WaitAsync(TimeSpan.FromMinutes(2), Stop));
        Assert.InRange(table.Operations, 12, 18);
    }

    [Fact]
    public async Task A_caller_that_is_gone_is_waited_for_no_longer()
    {
        var bench = await DownlinkBench.StartAsync();
        using var gone = new CancellationTokenSource();
        var messages = Waiting(bench).ReadAsync(DownlinkBench.Site, 10, TimeSpan.FromSeconds(25), gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => messages);
    }

    private static InboxWait Waiting(DownlinkBench bench) => new(new CarParkInbox(bench.Handler.Store, bench.Clock), new InboxSignals(), bench.Clock);

    // On a thread of the pool, where the waiting goes on at once with each step of the clock.
    private static Task PassAsync(DownlinkBench bench, TimeSpan time) => Task.Run(
        () =>
        {
            for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMilliseconds(250))
            {
                bench.Clock.Advance(TimeSpan.FromMilliseconds(250));
            }
        },
        Stop);
}
