using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.CityBrain.Validation;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.DeadLetters;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.ForwardUplink;
using HzFunctions.Functions.ForwardUplinkPoison;
using HzFunctions.Functions.Health;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Keys;
using HzFunctions.Functions.OpenApi;
using HzFunctions.Functions.Operations;
using HzFunctions.Functions.Photos;
using HzFunctions.Functions.Quarantine;
using HzFunctions.Functions.Receipts;
using HzFunctions.Functions.Sites;
using HzFunctions.Functions.Status;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Uplink;
using HzFunctions.Functions.Watch;

namespace HzFunctions.Functions;

/// <summary>What the handler is made of.</summary>
internal static class HandlerServices
{
    public static void AddHandler(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHandlerOptions(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Random.Shared);
        services.AddStandard();
        services.AddStorage();
        services.AddJournal();
        services.AddForwarding();
        services.AddFunctions();
    }

    private static void AddStandard(this IServiceCollection services)
    {
        services.AddSingleton(_ => StandardCatalogue.Instance);
        services.AddSingleton<RequestValidator>();
        services.AddSingleton(provider => new CityBrainClient(
            new HttpClient(CityBrainHttp.CreateHandler()), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IPrivateKeySource, FilePrivateKeySource>();
        services.AddSingleton<AccessConnections>();
        services.AddSingleton<CityBrainPulse>();
        services.AddSingleton<DirectCalls>();
    }

    private static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<StorageClients>();
        services.AddSingleton(provider => new QueueSender(provider.GetRequiredService<StorageClients>().Queues));
        services.AddSingleton(provider => provider.GetRequiredService<StorageClients>().Blobs);
        services.AddSingleton<IPhotoStore, BlobPhotoStore>();
        services.AddSingleton<QuarantineStore>();
        services.AddSingleton(provider => new SiteDirectory(DirectoryTable(provider)));
        services.AddSingleton<ISiteRegistry>(provider => provider.GetRequiredService<SiteDirectory>());
    }

    private static void AddJournal(this IServiceCollection services)
    {
        services.AddSingleton<ITable>(provider => new AzureTable(provider.GetRequiredService<StorageClients>().Tables, Rows.Table));
        services.AddSingleton<SequenceSource>();
        services.AddSingleton<EventJournal>();
        services.AddSingleton<DeadLetterDesk>();
    }

    private static void AddForwarding(this IServiceCollection services)
    {
        services.AddSingleton<IBell, QueueBell>();
        services.AddSingleton<ISiteUplink, SiteUplink>();
        services.AddSingleton<SiteLeases>();
        services.AddSingleton(provider => new AccessStandings(DirectoryTable(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RecordJudge>();
        services.AddSingleton<OutcomeWriter>();
        services.AddSingleton<RecordForwarder>();
        services.AddSingleton<LaneRunner>();
        services.AddSingleton<OutboxDrain>();
    }

    private static void AddFunctions(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<JsonForm>();
        services.AddSingleton<WireFormReader>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<EventDesk>();
        services.AddSingleton<UidHeadStart>();
        services.AddSingleton<DirectDesk>();
        services.AddSingleton<CityBrainGatewayFunction>();
        services.AddSingleton<ReceiptsFunction>();
        services.AddSingleton<ForwardUplinkFunction>();
        services.AddSingleton<ForwardUplinkPoisonFunction>();
        services.AddSingleton<WatchFunction>();
        services.AddSingleton<AdminKey>();
        services.AddSingleton<OperationsEndpoint>();
        services.AddSingleton<SitesChecks>();
        services.AddSingleton<SitesFunction>();
        services.AddSingleton<DeadLettersFunction>();
        services.AddSingleton<StatusFunction>();
        services.AddSingleton<HealthFunction>();
        services.AddSingleton<OpenApiFunction>();
    }

    private static AzureTable DirectoryTable(IServiceProvider provider) =>
        new(provider.GetRequiredService<StorageClients>().Tables, SiteDirectory.Table);
}
