using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;
using HzFunctions.Durable;
using HzFunctions.Durable.Replay;
using HzFunctions.Durable.Tests.Client;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.CheckDay;
using HzFunctions.Functions.CheckDayBills;
using HzFunctions.Functions.CompareDay;
using HzFunctions.Functions.DailyReconciliation;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.DriveReconciliation;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.ReconciliationOrchestrator;
using HzFunctions.Functions.SettleDay;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.Billing;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Uplink;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>
/// Car parks whose days are reconciled, with everything around them in memory: events go through the real journal and outbox, the orchestration runs in the replay harness, its steps are
/// the real ones. All share one clock, which begins at noon of the first of May in China.
/// </summary>
internal sealed class DayWorld : IDisposable
{
    /// <summary>The day that is reconciled.</summary>
    public const string Day = "20260501";

    private static readonly DurableJson Json = new(ReconciliationJson.Default);

    private readonly DateTimeOffset _start;

    private DayWorld(ReconciliationOptions options, IReadOnlyList<string> parkingCodes, bool goesByUploads, Func<ITable, ITable> around, (ITable Log, ITable Table)? storage)
    {
        _start = Clock.GetUtcNow();
        City = new DayCity(Clock) { GoesByUploads = goesByUploads };
        Entries = [.. parkingCodes.Select(code => FixedSiteRegistry.Entry("1001", code))];
        (Log, Directory, Downlinks, Table) = (new InMemoryTable(Clock), new InMemoryTable(Clock), new InMemoryTable(Clock), new InMemoryTable(Clock));
        Bell = new InMemoryBell(Clock);
        Queue = new InMemoryReconciliationQueue();
        Services = Build(options, storage?.Log ?? around(Log), storage?.Table ?? around(Table));

        // Its own directory is empty: these pay records are about no bill that we drive.
        Handler = new HandlerParts(storage?.Log ?? Log, new InMemoryTable(Clock), Bell, City, Photos, Get<ISiteRegistry>(), Clock, new Random(1), new ForwardingOptions());
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 4, 0, 0, TimeSpan.Zero));

    public DayCity City { get; }

    public IReadOnlyList<SiteEntry> Entries { get; }

    public SiteEntry Entry => Entries[0];

    public InMemoryTable Log { get; }

    public InMemoryTable Directory { get; }

    public InMemoryTable Downlinks { get; }

    public InMemoryTable Table { get; }

    public InMemoryBell Bell { get; }

    public InMemoryPhotoStore Photos { get; } = new();

    public InMemoryReconciliationQueue Queue { get; }

    public InMemoryBillQueue Bills { get; private set; } = null!;

    public HandlerParts Handler { get; }

    public ServiceProvider Services { get; }

    /// <summary>The host of the orchestrations.</summary>
    public FakeHost Host { get; } = new() { Json = Json };

    public ReconciliationStore Store => Get<ReconciliationStore>();

    public ReconciliationSteps Steps => Get<ReconciliationSteps>();

    /// <summary>What happens before a step is taken, with its name.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether what is in the outbox goes up between two steps.</summary>
    public bool Forwards { get; set; } = true;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<DayWorld> StartAsync(
        ReconciliationOptions? options = null,
        IReadOnlyList<string>? parkingCodes = null,
        bool goesByUploads = false,
        Func<ITable, ITable>? around = null,
        Func<SiteEntry, SiteEntry>? entry = null,
        (ITable Log, ITable Table)? storage = null)
    {
        var world = new DayWorld(options ?? new ReconciliationOptions(), parkingCodes ?? ["P1"], goesByUploads, around ?? (table => table), storage);
        var directory = world.Get<SiteDirectory>();
        await directory.PutAsync(
            new AccessEntry("1001", "http://city-brain.example/", "file:/key", null, "md5", "own-private-key", false, null, new PathBases(""), false).ToRow(), Stop);
        foreach (var site in world.Entries)
        {
            await directory.PutAsync((entry?.Invoke(site) ?? site).ToRow(), Stop);
        }

        return world;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>An event of the day, or of another.</summary>
    public static CarParkEvent Event(string parkingCode, string kind, string id, string time, string? uid = null, int amount = 500)
    {
        var made = kind switch
        {
            RecordKind.Arrival => CarParkEvent.Arrival(id, uid ?? $"u-{id}").With("arriveTime", time),
            RecordKind.Departure => CarParkEvent.Departure(id, uid ?? $"u-{id}").With("endTime", time),
            RecordKind.Photo => CarParkEvent.Photo(id, uid ?? $"u-{id}").With("time", time),
            _ => CarParkEvent.Payment(id, uid ?? $"u-{id}").With("dealTime", time).With("actualPay", amount),
        };
        return made.With("parkingCode", parkingCode);
    }

    /// <summary>A car park has an event accepted.</summary>
    public async Task AcceptAsync(CarParkEvent sent, SiteEntry? entry = null, byte[]? photo = null)
    {
        var answer = await Handler.Events.AcceptAsync((entry ?? Entry).Site, sent.Definition, sent.Payload, photo, Stop);
        Assert.Equal(200, answer.Status);
    }

    /// <summary>A vehicle comes, is photographed, pays and leaves.</summary>
    public async Task StayAsync(string number, SiteEntry? entry = null, string day = "2026-05-01")
    {
        var code = (entry ?? Entry).ParkingCode;
        await AcceptAsync(Event(code, RecordKind.Arrival, $"A{number}", $"{day} 08:00:00", $"u{number}"), entry);
        await AcceptAsync(Event(code, RecordKind.Photo, $"F{number}", $"{day} 08:00:01", $"u{number}"), entry, [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xD9]);
        await AcceptAsync(Event(code, RecordKind.Payment, $"B{number}", $"{day} 09:00:00", $"u{number}"), entry);
        await AcceptAsync(Event(code, RecordKind.Departure, $"E{number}", $"{day} 09:01:00", $"u{number}"), entry);
    }

    /// <summary>Everything that waits goes up.</summary>
    public async Task ForwardAsync()
    {
        for (var bells = 0; Bell.Take() is { } site; bells++)
        {
            Assert.True(bells < 100_000, "The bells go on and on.");
            await Handler.Drain.DrainAsync(site, Stop);
        }
    }

    /// <summary>The night comes: 05:00 of the second of May in China.</summary>
    public void Sleep() => Clock.SetUtcNow(new DateTimeOffset(2026, 5, 1, 21, 0, 0, TimeSpan.Zero));

    /// <summary>Begins a run and drives it to its end.</summary>
    public async Task<ReplayRun> ReconcileAsync(SiteEntry? entry = null, string day = Day, bool beyondLimits = false)
    {
        var site = (entry ?? Entry).Site;
        var begun = await Store.BeginAsync(site, day, await Store.FindAsync(site, day, Stop), "li", beyondLimits, Stop);
        Assert.NotNull(begun);
        return Drive(begun);
    }

    /// <summary>Drives a day's present orchestration to its end.</summary>
    public ReplayRun Drive(ReconciliationRow row)
    {
        var begins = Clock.GetUtcNow();
        var harness = new ReplayHarness(Json) { StartTime = begins, InstanceId = row.Instance.ToString() };
        On(SettleDayActivity.Function, Steps.SettleAsync);
        On(CheckDayActivity.Function, Steps.CheckAsync);
        On(CompareDayActivity.Function, Steps.CompareAsync);
        On(CheckDayBillsActivity.Function, Steps.CheckBillsAsync);
        return harness.Run(() => new ReconciliationOrchestration(), new ReconciliationTurn(row.Site.Value, row.Day, 1));

        void On(string activity, Func<ReconciliationTurn, CancellationToken, Task<ReconciliationStanding>> step) =>
            harness.OnActivity<ReconciliationTurn, ReconciliationStanding>(activity, (turn, at) => StepAsync(activity, begins + at, () => step(turn!, Stop)).GetAwaiter().GetResult());
    }

    /// <summary>The day's row.</summary>
    public async Task<ReconciliationRow> RowAsync(SiteEntry? entry = null, string day = Day) => (await Store.FindAsync((entry ?? Entry).Site, day, Stop))!;

    /// <summary>What was found, each as <c>{part} {what} {key}</c>.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync(SiteEntry? entry = null, string day = Day) =>
        [.. (await Store.FindingsAsync(await RowAsync(entry, day), 10_000, Stop)).Select(finding => $"{finding.Part} {finding.What} {finding.Key}")];

    /// <summary>The timer looks at all car parks.</summary>
    public Task LookAsync() => Get<DailyReconciliationFunction>().RunAsync(Host.CreateClient(ReconciliationOrchestration.Function), Stop);

    /// <summary>The commands of the queue are handled.</summary>
    public async Task DeliverAsync()
    {
        while (Queue.Take() is { } text)
        {
            await new DriveReconciliationFunction(Store).RunAsync(text, Host.CreateClient(ReconciliationOrchestration.Function), Stop);
        }
    }

    public void Dispose() => Services.Dispose();

    private async Task<ReconciliationStanding> StepAsync(string name, DateTimeOffset at, Func<Task<ReconciliationStanding>> step)
    {
        if (at > Clock.GetUtcNow())
        {
            Clock.SetUtcNow(at);
        }

        await Before(name);
        var standing = await step();
        if (Forwards)
        {
            await ForwardAsync();
        }

        return standing;
    }

    private ServiceProvider Build(ReconciliationOptions options, ITable log, ITable table)
    {
        Bills = new InMemoryBillQueue(Clock);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(StandardCatalogue.Instance);
        services.AddSingleton<RequestValidator>();
        services.AddSingleton(new Random(1));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(log);
        services.AddSingleton<SequenceSource>();
        services.AddSingleton<EventJournal>();
        services.AddSingleton<OpenStays>();
        services.AddSingleton(new SiteDirectory(Directory));
        services.AddSingleton<ISiteRegistry>(provider => provider.GetRequiredService<SiteDirectory>());
        services.AddDownlinks();
        services.AddBilling();
        services.AddReconciliation();
        services.AddSingleton(options);
        services.AddSingleton(new BillOptions());
        services.AddSingleton<IBell>(Bell);
        services.AddSingleton<IDirectCalls>(City);
        services.AddSingleton<IBillQueue>(Bills);
        services.AddSingleton<IReconciliationQueue>(Queue);
        services.AddSingleton(new DownlinkStore(Downlinks));
        services.AddSingleton<IDownlinkQueue>(new InMemoryDownlinkQueue(Clock));
        services.AddSingleton(provider => new ReconciliationStore(table, Clock));
        services.AddSingleton<DailyReconciliationFunction>();
        return services.BuildServiceProvider();
    }
}
