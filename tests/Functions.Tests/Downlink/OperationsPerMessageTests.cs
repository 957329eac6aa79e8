using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>
/// What a message of the city brain costs at the storage service from the queue to its confirmation: docs/performance.md states these figures. The message that the bridge
/// puts into the queue, what the Functions host does to receive and delete it, and a request of the inbox that waits come on top.
/// </summary>
public sealed class OperationsPerMessageTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 8)]
    [InlineData(false, 9)]
    public async Task A_payment_result_that_the_car_park_takes_at_once(bool hasWebhook, int expected)
    {
        var bench = await DownlinkBench.StartAsync(hasWebhook);
        var (tables, handler) = Counted(bench);
        await DeliverAsync(1);
        var (before, sent) = (Operations(tables), bench.Queue.Waiting.Count);

        await DeliverAsync(2);

        var counted = Operations(tables) - before;
        output.WriteLine($"{(hasWebhook ? "webhook" : "inbox")}: {counted} table operations, {bench.Queue.Waiting.Count - sent} messages more");
        Assert.Equal(2, bench.CityBrain.Calls.Count);
        Assert.Equal((expected, 0), (counted, bench.Queue.Waiting.Count - sent));

        async Task DeliverAsync(int number)
        {
            await handler.Function.RunAsync(BridgeMessage.PayResult(number, $"b{number}").ReceivedNow(bench.Clock).ToJson(), Stop);
            if (!hasWebhook)
            {
                var entry = Assert.Single(await handler.Store.InboxAsync(DownlinkBench.Site, 1, Stop));
                await handler.Acks.TakeAsync(entry.Key, new DownlinkAck(Success: true, Answer: null, DownlinkAck.ByInbox), Stop);
            }
        }
    }

    [Fact]
    public async Task Watch_takes_two_operations_for_a_car_park_and_one_more_where_it_has_a_webhook()
    {
        var bench = await DownlinkBench.StartAsync();
        var (tables, handler) = Counted(bench);
        var site = FixedSiteRegistry.Entry("1001", "P1");

        await handler.Watch.LookAtAsync(site, Stop);
        Assert.Equal(2, Operations(tables));

        await handler.Watch.LookAtAsync(site with { Webhook = new("https://car-park.example/hook", "file:/secret") }, Stop);
        Assert.Equal(5, Operations(tables));
    }

    // What is read of the directory is read once in half a minute, and not counted.
    private static (CountingTable[] Tables, DownlinkParts Handler) Counted(DownlinkBench bench)
    {
        CountingTable[] tables = [new(bench.Downlinks), new(bench.Log)];
        return (tables, new DownlinkParts(tables[0], tables[1], bench.Directory, bench.Queue, bench.CityBrain, bench.Webhooks, bench.Quarantine, bench.Clock));
    }

    private static int Operations(CountingTable[] tables) => tables.Sum(table => table.Operations);
}
