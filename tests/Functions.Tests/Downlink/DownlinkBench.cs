using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>The downlink of one handler with everything around it in memory. Time stands still until a test moves it.</summary>
internal sealed class DownlinkBench
{
    private const int MostDeliveries = 500;

    private DownlinkBench()
    {
        (Downlinks, Log, Directory) = (new InMemoryTable(Clock), new InMemoryTable(Clock), new InMemoryTable(Clock));
        Queue = new InMemoryDownlinkQueue(Clock);
        Handler = AnotherHandler();
    }

    /// <summary>2026-05-01 08:00:00 in China.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));

    public InMemoryTable Downlinks { get; }

    public InMemoryTable Log { get; }

    public InMemoryTable Directory { get; }

    public InMemoryDownlinkQueue Queue { get; }

    public InMemoryQuarantine Quarantine { get; } = new();

    public ScriptedCalls CityBrain { get; } = new();

    public ScriptedWebhooks Webhooks { get; } = new();

    public DownlinkParts Handler { get; private set; }

    /// <summary>The car park P1 of access 1001.</summary>
    public static SiteId Site { get; } = SiteId.Create("1001", "P1")!.Value;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A bench with the car parks P1 and P2 of access 1001, and P1 of access 1002.</summary>
    public static async Task<DownlinkBench> StartAsync(bool hasWebhook = false, string downlink = AccessEntry.BridgeDownlink)
    {
        var bench = new DownlinkBench();
        foreach (var accessId in new[] { "1001", "1002" })
        {
            await bench.Handler.Directory.PutAsync(Access(accessId, downlink).ToRow(), Stop);
        }

        foreach (var (accessId, code) in new[] { ("1001", "P1"), ("1001", "P2"), ("1002", "P1") })
        {
            var entry = FixedSiteRegistry.Entry(accessId, code);
            var webhook = hasWebhook && code == "P1" ? new WebhookSetting("https://car-park.example/hook", "file:/secret") : null;
            await bench.Handler.Directory.PutAsync((entry with { Webhook = webhook }).ToRow(), Stop);
        }

        return bench;
    }

    /// <summary>Another process, with the same things around it.</summary>
    public DownlinkParts AnotherHandler() => new(Downlinks, Log, Directory, Queue, CityBrain, Webhooks, Quarantine, Clock);

    /// <summary>The process dies and another takes its place.</summary>
    public void Restart() => Handler = AnotherHandler();

    /// <summary>The bridge brings a message.</summary>
    public Task BringAsync(BridgeMessage message) => Handler.Function.RunAsync(message.ReceivedNow(Clock).ToJson(), Stop);

    /// <summary>The bridge brings any text.</summary>
    public Task BringAsync(string text) => Handler.Function.RunAsync(text, Stop);

    /// <summary>What the car park sees in its inbox.</summary>
    public Task<IReadOnlyList<InboxEntry>> InboxAsync() => Handler.Store.InboxAsync(Site, 1000, Stop);

    /// <summary>The car park says that it has a message.</summary>
    public Task<bool> AckAsync(DownlinkKey key, bool success = true, string? answer = null) =>
        Handler.Acks.TakeAsync(key, new DownlinkAck(success, answer, DownlinkAck.ByInbox), Stop);

    /// <summary>The car park says that it has everything in its inbox.</summary>
    public async Task AckAllAsync()
    {
        foreach (var entry in await InboxAsync())
        {
            await AckAsync(entry.Key);
        }
    }

    /// <summary>The message's row.</summary>
    public async Task<DownlinkRow> RowAsync(BridgeMessage message) => (await Handler.Store.FindAsync(message.Key(Site), Stop)).Row!;

    /// <summary>What is known of a message's subject.</summary>
    public async Task<FactRow?> FactAsync(BridgeMessage message)
    {
        var fields = Handler.Fields.Read(message.Topic, message.Data.ToJsonString());
        return await Handler.Facts.FindAsync(Site, DownlinkRows.Subject(message.Topic, fields)!, Stop);
    }

    /// <summary>Lets time pass; what becomes visible in the queue is handled when it does, and WatchDownlinks looks every 30 s.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var end = Clock.GetUtcNow() + time;
        var watch = Clock.GetUtcNow() + TimeSpan.FromSeconds(30);
        while (Clock.GetUtcNow() < end)
        {
            Clock.SetUtcNow(Queue.Waiting.Select(message => message.Due).Append(watch).Append(end).Where(due => due > Clock.GetUtcNow()).Min());
            if (Clock.GetUtcNow() >= watch)
            {
                await Handler.Watch.RunAsync(Stop);
                watch += TimeSpan.FromSeconds(30);
            }

            await RunQueueAsync();
        }
    }

    /// <summary>Handles what is visible in the queue.</summary>
    public async Task RunQueueAsync()
    {
        for (var deliveries = 0; Queue.Take() is { } text; deliveries++)
        {
            Assert.True(deliveries < MostDeliveries, "The queue never ends.");
            await Handler.Function.RunAsync(text, Stop);
        }
    }

    private static AccessEntry Access(string accessId, string downlink) =>
        new(accessId, "http://city-brain.example/", "file:/key", null, "md5", "own-private-key", false, null, new PathBases(""), false) { Downlink = downlink };
}
