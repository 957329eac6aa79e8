using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Secrets;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.Billing;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Uplink;
using HzFunctions.Functions.Webhooks;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>The parts of one handler process that deal with indoor guidance, put together as the handler does.</summary>
internal sealed class GuidanceParts : IDisposable
{
    private readonly ServiceProvider _services;

    public GuidanceParts(ITable guidance, ITable downlinks, ITable directory, TimeProvider time, IWebhooks? webhooks = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(StandardCatalogue.Instance);
        services.AddSingleton<RequestValidator>();
        services.AddSingleton(new Random(1));
        services.AddSingleton<SequenceSource>();
        services.AddSingleton(new SiteDirectory(directory));
        services.AddSingleton<ITable>(new InMemoryTable(time));
        services.AddSingleton<EventJournal>();
        services.AddSingleton<OpenStays>();
        services.AddDownlinks();
        services.AddBilling();
        services.AddSingleton(new BillOptions());
        services.AddSingleton<IBillQueue>(new InMemoryBillQueue(time));
        services.AddSingleton<IDownlinkQueue>(new InMemoryDownlinkQueue(time));
        services.AddSingleton<IDirectCalls>(new ScriptedCalls());
        services.AddSingleton(webhooks ?? new ScriptedWebhooks());
        services.AddSingleton(new DownlinkStore(downlinks));
        services.AddGuidance();
        services.AddSingleton(new GuidanceOptions { PhoneKey = "key" });
        services.AddSingleton<ISecretSource, OneSecret>();
        services.AddSingleton(new GuidanceStore(guidance));
        services.AddSingleton(time);
        _services = services.BuildServiceProvider();
    }

    public GuidanceStore Store => _services.GetRequiredService<GuidanceStore>();

    public Reservations Reservations => _services.GetRequiredService<Reservations>();

    public UserBookings Lookup => _services.GetRequiredService<UserBookings>();

    public VehiclePlaces Places => _services.GetRequiredService<VehiclePlaces>();

    public PositionFeed Positions => _services.GetRequiredService<PositionFeed>();

    public SpaceFeed Spaces => _services.GetRequiredService<SpaceFeed>();

    public GuidanceTidy Tidy => _services.GetRequiredService<GuidanceTidy>();

    public GuidanceTraces Traces => _services.GetRequiredService<GuidanceTraces>();

    public GroundLocks Locks => _services.GetRequiredService<GroundLocks>();

    public DownlinkStore Downlinks => _services.GetRequiredService<DownlinkStore>();

    public CarParkInbox Inbox => _services.GetRequiredService<CarParkInbox>();

    public DownlinkRepair Repair => _services.GetRequiredService<DownlinkRepair>();

    public DownlinkAcks Acks => _services.GetRequiredService<DownlinkAcks>();

    public PhoneNumbers Phones => _services.GetRequiredService<PhoneNumbers>();

    public void Dispose() => _services.Dispose();

    private sealed class OneSecret : ISecretSource
    {
        public Task<IReadOnlyList<Secret>> ReadVersionsAsync(string reference, bool asOfNow, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Secret>>([new Secret("1", "a key for phone numbers"u8.ToArray())]);
    }
}
