using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.HandleDownlink;
using HzFunctions.Functions.HandleDownlinkPoison;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Quarantine;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.Billing;
using HzFunctions.Functions.Uplink;
using HzFunctions.Functions.WatchDownlinks;
using HzFunctions.Functions.Webhooks;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>The parts of one handler process that deal with what is sent down, put together as the handler does.</summary>
internal sealed class DownlinkParts : IDisposable
{
    public DownlinkParts(
        ITable downlinks,
        ITable log,
        ITable directory,
        IDownlinkQueue queue,
        IDirectCalls calls,
        IWebhooks webhooks,
        IQuarantine quarantine,
        TimeProvider time,
        BillOptions? bills = null,
        IBillQueue? billQueue = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(StandardCatalogue.Instance);
        services.AddSingleton<RequestValidator>();
        services.AddSingleton(new Random(1));
        services.AddSingleton(log);
        services.AddSingleton<SequenceSource>();
        services.AddSingleton<EventJournal>();
        services.AddSingleton<OpenStays>();
        services.AddSingleton(new SiteDirectory(directory));
        services.AddSingleton<ISiteRegistry>(provider => provider.GetRequiredService<SiteDirectory>());
        services.AddDownlinks();
        services.AddBilling();
        services.AddSingleton(bills ?? new BillOptions());
        services.AddSingleton(billQueue ?? new InMemoryBillQueue(time));
        services.AddSingleton<HandleDownlinkFunction>();
        services.AddSingleton<HandleDownlinkPoisonFunction>();
        services.AddSingleton<WatchDownlinksFunction>();
        services.AddSingleton(time);
        services.AddSingleton(new DownlinkStore(downlinks));
        services.AddSingleton(queue);
        services.AddSingleton(calls);
        services.AddSingleton(webhooks);
        services.AddSingleton(quarantine);
        Services = services.BuildServiceProvider();
    }

    public ServiceProvider Services { get; }

    public HandleDownlinkFunction Function => Services.GetRequiredService<HandleDownlinkFunction>();

    public HandleDownlinkPoisonFunction Poison => Services.GetRequiredService<HandleDownlinkPoisonFunction>();

    public WatchDownlinksFunction Watch => Services.GetRequiredService<WatchDownlinksFunction>();

    public SiteDirectory Directory => Services.GetRequiredService<SiteDirectory>();

    public DownlinkStore Store => Services.GetRequiredService<DownlinkStore>();

    public DownlinkAcks Acks => Services.GetRequiredService<DownlinkAcks>();

    public AckReader AckReader => Services.GetRequiredService<AckReader>();

    public FactStore Facts => Services.GetRequiredService<FactStore>();

    public DownlinkFields Fields => Services.GetRequiredService<DownlinkFields>();

    public EventJournal Journal => Services.GetRequiredService<EventJournal>();

    public PassingCommands Passing => Services.GetRequiredService<PassingCommands>();

    public DeparturePayInfoMemory Memory => Services.GetRequiredService<DeparturePayInfoMemory>();

    public void Dispose() => Services.Dispose();
}
