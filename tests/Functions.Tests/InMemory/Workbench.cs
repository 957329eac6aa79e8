using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>One car park, a handler, and everything around it in memory. Time stands still until a test moves it.</summary>
internal sealed class Workbench
{
    private readonly ForwardingOptions _options;

    public Workbench(ForwardingOptions? options = null, params string[] otherParkingCodes)
    {
        _options = options ?? new ForwardingOptions();
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
        (Log, Directory) = (new InMemoryTable(Clock), new InMemoryTable(Clock));
        Bell = new InMemoryBell(Clock);
        Entry = FixedSiteRegistry.Entry("access", "P1");
        Others = otherParkingCodes.Select(code => FixedSiteRegistry.Entry("access", code)).ToList();
        Handler = AnotherHandler();
    }

    public FakeTimeProvider Clock { get; }

    public InMemoryTable Log { get; }

    public InMemoryTable Directory { get; }

    public InMemoryBell Bell { get; }

    public ScriptedUplink Uplink { get; } = new();

    public InMemoryPhotoStore Photos { get; } = new();

    public HandlerParts Handler { get; }

    public SiteEntry Entry { get; }

    public SiteId Site => Entry.Site;

    /// <summary>More car parks of the same access.</summary>
    public IReadOnlyList<SiteEntry> Others { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The keys of the rows with a prefix.</summary>
    public IReadOnlyList<string> Keys(string prefix) =>
        Log.Rows(Site.Value).Select(row => row.Row).Where(row => row.StartsWith(prefix, StringComparison.Ordinal)).ToList();

    /// <summary>Another process, with the same things around it.</summary>
    public HandlerParts AnotherHandler() =>
        new(Log, Directory, Bell, Uplink, Photos, new FixedSiteRegistry([Entry, .. Others]), Clock, new Random(1), _options);

    /// <summary>Has the handler accept an event.</summary>
    public Task<GatewayAnswer> SendAsync(CarParkEvent sent, byte[]? photo = null) =>
        Handler.Events.AcceptAsync(Site, sent.Definition, sent.Payload, photo, Stop);

    /// <summary>Has the journal accept an event.</summary>
    public Task<Acceptance> AcceptAsync(CarParkEvent sent) => Handler.Journal.AcceptAsync(Site, sent.Record, Stop);

    public Task DrainAsync() => Handler.Drain.DrainAsync(Site, Stop);

    /// <summary>Answers all bells that can be heard now, and those that are rung meanwhile.</summary>
    public async Task RunBellsAsync()
    {
        for (var bells = 0; Bell.Take() is { } site; bells++)
        {
            Assert.True(bells < 100, "The bells go on and on.");
            await Handler.Drain.DrainAsync(site, Stop);
        }
    }

    /// <summary>Lets the time pass that the queue's next message needs, and answers it.</summary>
    public Task RunNextBellAsync()
    {
        var due = Bell.Waiting.Min(bell => bell.Due);
        if (due > Clock.GetUtcNow())
        {
            Clock.SetUtcNow(due);
        }

        return RunBellsAsync();
    }

    /// <summary>Lets time pass: bells are answered when they are due, and Watch looks every 30 s.</summary>
    public async Task WatchAsync(TimeSpan time)
    {
        var end = Clock.GetUtcNow() + time;
        for (var watch = Clock.GetUtcNow(); Clock.GetUtcNow() < end;)
        {
            if (Clock.GetUtcNow() >= watch)
            {
                await Handler.Watch.RunAsync(Stop);
                watch += TimeSpan.FromSeconds(30);
            }

            await RunBellsAsync();
            Clock.SetUtcNow(Bell.Waiting.Select(bell => bell.Due).Append(watch).Append(end).Min());
        }
    }

    /// <summary>The journal's row of an event.</summary>
    public async Task<JournalRow> RecordAsync(CarParkEvent sent) =>
        (await Handler.Journal.FindAsync(Site, sent.Record.Kind, sent.Record.Key, Stop))!;
}
