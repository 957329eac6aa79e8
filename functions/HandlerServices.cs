using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.CityBrain.Validation;
using HzFunctions.Durable.Worker;
using HzFunctions.Functions.ApplyPaymentAgain;
using HzFunctions.Functions.AskPayResult;
using HzFunctions.Functions.Audit;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.BillOrchestrator;
using HzFunctions.Functions.Bills;
using HzFunctions.Functions.CheckDay;
using HzFunctions.Functions.CheckDayBills;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.CompareDay;
using HzFunctions.Functions.DailyReconciliation;
using HzFunctions.Functions.DeadLetters;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.DriveBill;
using HzFunctions.Functions.DriveBillPoison;
using HzFunctions.Functions.DriveReconciliation;
using HzFunctions.Functions.DriveReconciliationPoison;
using HzFunctions.Functions.Erasures;
using HzFunctions.Functions.ExportTables;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.ForwardUplink;
using HzFunctions.Functions.ForwardUplinkPoison;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.HandleDownlink;
using HzFunctions.Functions.HandleDownlinkPoison;
using HzFunctions.Functions.Health;
using HzFunctions.Functions.Heartbeats;
using HzFunctions.Functions.Inbox;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Keys;
using HzFunctions.Functions.OpenApi;
using HzFunctions.Functions.Operations;
using HzFunctions.Functions.OpsBills;
using HzFunctions.Functions.OpsPage;
using HzFunctions.Functions.OpsReconciliations;
using HzFunctions.Functions.Photos;
using HzFunctions.Functions.Quarantine;
using HzFunctions.Functions.Receipts;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.ReconciliationOrchestrator;
using HzFunctions.Functions.RemoveOldRecords;
using HzFunctions.Functions.ReportAbnormalBill;
using HzFunctions.Functions.Retention;
using HzFunctions.Functions.Secrets;
using HzFunctions.Functions.SettleDay;
using HzFunctions.Functions.Sites;
using HzFunctions.Functions.Status;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Uplink;
using HzFunctions.Functions.Watch;
using HzFunctions.Functions.WatchBills;
using HzFunctions.Functions.WatchDownlinks;
using HzFunctions.Functions.WatchGuidance;
using HzFunctions.Functions.WatchHeartbeats;
using HzFunctions.Functions.Webhooks;
using HzFunctions.Storage;
using HzFunctions.Vault;

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
        services.AddDownlinks();
        services.AddHeartbeats();
        services.AddBilling();
        services.AddGuidance();
        services.AddReconciliation();
        services.AddRetention();
        services.AddOrchestrations();
        services.AddFunctions();
    }

    private static void AddStandard(this IServiceCollection services)
    {
        services.AddSingleton(_ => StandardCatalogue.Instance);
        services.AddSingleton<RequestValidator>();
        services.AddSingleton(provider => new CityBrainClient(
            new HttpClient(CityBrainHttp.CreateHandler()), provider.GetRequiredService<TimeProvider>()));
        services.AddVault();
        services.AddSingleton<IPrivateKeySource, PrivateKeySources>();
        services.AddSingleton<AccessConnections>();
        services.AddSingleton<AccessCalls>();
        services.AddSingleton<PlatformKeys>();
        services.AddSingleton<CityBrainPulse>();
        services.AddSingleton<IDirectCalls, DirectCalls>();
    }

    private static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<StorageClients>();
        services.AddSingleton(provider => new QueueSender(provider.GetRequiredService<StorageClients>().Queues));
        services.AddSingleton(provider => provider.GetRequiredService<StorageClients>().Blobs);
        services.AddSingleton<IPhotoStore, BlobPhotoStore>();
        services.AddSingleton<IQuarantine, QuarantineStore>();
        services.AddSingleton<ISecretSource, SecretSources>();
        services.AddSingleton(provider => new SiteDirectory(DirectoryTable(provider)));
        services.AddSingleton<ISiteRegistry>(provider => provider.GetRequiredService<SiteDirectory>());
    }

    private static void AddJournal(this IServiceCollection services)
    {
        services.AddSingleton<ITable>(provider => new AzureTable(provider.GetRequiredService<StorageClients>().Tables, Rows.Table));
        services.AddSingleton<SequenceSource>();
        services.AddSingleton<EventJournal>();
        services.AddSingleton<DeadLetterDesk>();
        services.AddSingleton<OpenStays>();
    }

    private static void AddForwarding(this IServiceCollection services)
    {
        services.AddSingleton<IBell, QueueBell>();
        services.AddSingleton<ISiteUplink, SiteUplink>();
        services.AddSingleton<SiteLeases>();
        services.AddSingleton(provider => new AccessStandings(DirectoryTable(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OutboxMetrics>();
        services.AddSingleton<RecordJudge>();
        services.AddSingleton<OutcomeWriter>();
        services.AddSingleton<RecordForwarder>();
        services.AddSingleton<LaneRunner>();
        services.AddSingleton<OutboxDrain>();
    }

    public static void AddDownlinks(this IServiceCollection services)
    {
        services.AddSingleton(provider => new DownlinkStore(
            new AzureTable(provider.GetRequiredService<StorageClients>().Tables, DownlinkRows.Table)));
        services.AddSingleton<IDownlinkQueue, DownlinkQueue>();
        services.AddSingleton<DownlinkMetrics>();
        services.AddSingleton<DownlinkFields>();
        services.AddSingleton<DownlinkReader>();
        services.AddSingleton<FactStore>();
        services.AddSingleton<Deadlines>();
        services.AddSingleton<DownlinkReception>();
        services.AddSingleton<DownlinkBells>();
        services.AddSingleton<FeeFallback>();
        services.AddSingleton<ConfirmationSender>();
        services.AddSingleton<Confirmations>();
        services.AddSingleton<DownlinkAcks>();
        services.AddSingleton<FeeAnswers>();
        services.AddSingleton<AckReader>();
        services.AddSingleton<WebhookReplies>();
        services.AddSingleton<WebhookHealth>();
        services.AddSingleton<DownlinkDelivery>();
        services.AddSingleton<DeadlineDesk>();
        services.AddSingleton<DownlinkRepair>();
        services.AddSingleton<InboxSignals>();
        services.AddSingleton<CarParkInbox>();
        services.AddSingleton<InboxWait>();
        services.AddSingleton<CarParkNotices>();
        services.AddSingleton<PassingCommands>();
        services.AddSingleton<DeparturePayInfoMemory>();
        services.AddWebhooks();
    }

    private static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookTargets>();
        services.AddSingleton<WebhookGate>();
        services.AddSingleton<ResolveHost>(WebhookConnector.ResolveAsync);
        services.AddSingleton<DialAddress>(WebhookConnector.DialAsync);
        services.AddSingleton<WebhookConnector>();
        services.AddSingleton<IWebhooks>(provider => ActivatorUtilities.CreateInstance<WebhookClient>(
            provider,
            new HttpClient(WebhookClient.CreateHandler(provider.GetRequiredService<WebhookConnector>())) { Timeout = Timeout.InfiniteTimeSpan }));
    }

    public static void AddBilling(this IServiceCollection services)
    {
        services.AddSingleton<IBillQueue, BillQueue>();
        services.AddSingleton<BillStore>();
        services.AddSingleton<BillAutomation>();
        services.AddSingleton<BillMetrics>();
        services.AddSingleton<BillPayments>();
        services.AddSingleton<BillBells>();
        services.AddSingleton<BillSchedule>();
        services.AddSingleton<BillCalls>();
        services.AddSingleton<BillClaims>();
        services.AddSingleton<BillNotices>();
        services.AddSingleton<BillOutcomes>();
        services.AddSingleton<AnsweredPayments>();
        services.AddSingleton<Contracts>();
        services.AddSingleton<ApplicationDesk>();
        services.AddSingleton<AdvanceBills>();
        services.AddSingleton<PayRecords>();
        services.AddSingleton<BillPassage>();
        services.AddSingleton<BillSteps>();
    }

    public static void AddGuidance(this IServiceCollection services)
    {
        services.AddSingleton(provider => new GuidanceStore(
            new AzureTable(provider.GetRequiredService<StorageClients>().Tables, GuidanceRows.Table)));
        services.AddSingleton<UserBookings>();
        services.AddSingleton<PhoneNumbers>();
        services.AddSingleton<Reservations>();
        services.AddSingleton<VehiclePlaces>();
        services.AddSingleton<GateEvents>();
        services.AddSingleton<BookedSpaceNotices>();
        services.AddSingleton<GroundLocks>();
        services.AddSingleton<SpaceFeed>();
        services.AddSingleton<PositionFeed>();
        services.AddSingleton<GuidanceTidy>();
        services.AddSingleton<GuidanceTraces>();
        services.AddSingleton<GuidedCarParks>();
        services.AddSingleton<CityBrainAdmission>();
        services.AddSingleton<GuidanceDesk>();
    }

    public static void AddReconciliation(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ReconciliationStore(
            new AzureTable(provider.GetRequiredService<StorageClients>().Tables, ReconciliationRows.Table), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IReconciliationQueue, ReconciliationQueue>();
        services.AddSingleton<ReconciliationCommands>();
        services.AddSingleton<ReconciliationMetrics>();
        services.AddSingleton<ReconciliationAutomation>();
        services.AddSingleton<ReconciliationSchedule>();
        services.AddSingleton<ReconciliationCalls>();
        services.AddSingleton<DayJournal>();
        services.AddSingleton<ChangedDays>();
        services.AddSingleton<DayComparer>();
        services.AddSingleton<DayRepair>();
        services.AddSingleton<DayBills>();
        services.AddSingleton<ReconciliationSteps>();
    }

    public static void AddRetention(this IServiceCollection services)
    {
        services.AddSingleton<RetentionCursors>();
        services.AddSingleton<OldRows>();
        services.AddSingleton<JournalRetention>();
        services.AddSingleton<DownlinkRetention>();
        services.AddSingleton<ReconciliationRetention>();
        services.AddSingleton<GuidanceRetention>();
        services.AddSingleton<PhotoRetention>();
        services.AddSingleton<InstanceRetention>();
        services.AddSingleton<DailyExport>();
    }

    private static void AddHeartbeats(this IServiceCollection services)
    {
        services.AddSingleton<HeartbeatMetrics>();
        services.AddSingleton<CarParkPresences>();
        services.AddSingleton<HeartbeatDesk>();
    }

    private static void AddOrchestrations(this IServiceCollection services) => services.AddDurableWorker(worker => worker
        .AddJson(BillJson.Default)
        .AddJson(ReconciliationJson.Default)
        .AddOrchestrator<ReconciliationOrchestration>(ReconciliationOrchestration.Function)
        .AddActivity<SettleDayActivity>(SettleDayActivity.Function)
        .AddActivity<CheckDayActivity>(CheckDayActivity.Function)
        .AddActivity<CompareDayActivity>(CompareDayActivity.Function)
        .AddActivity<CheckDayBillsActivity>(CheckDayBillsActivity.Function)
        .AddOrchestrator<BillOrchestration>(BillOrchestration.Function)
        .AddActivity<AskPayResultActivity>(AskPayResultActivity.Function)
        .AddActivity<ApplyPaymentAgainActivity>(ApplyPaymentAgainActivity.Function)
        .AddActivity<ReportAbnormalBillActivity>(ReportAbnormalBillActivity.Function));

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
        services.AddSingleton<HandleDownlinkFunction>();
        services.AddSingleton<HandleDownlinkPoisonFunction>();
        services.AddSingleton<WatchDownlinksFunction>();
        services.AddSingleton<WatchHeartbeatsFunction>();
        services.AddSingleton<InboxFunction>();
        services.AddSingleton<DriveBillFunction>();
        services.AddSingleton<DriveBillPoisonFunction>();
        services.AddSingleton<WatchBillsFunction>();
        services.AddSingleton<BillsFunction>();
        services.AddSingleton<OpsBillsFunction>();
        services.AddSingleton<GuidanceFunction>();
        services.AddSingleton<GuidanceFeedFunction>();
        services.AddSingleton<WatchGuidanceFunction>();
        services.AddSingleton<DailyReconciliationFunction>();
        services.AddSingleton<DriveReconciliationFunction>();
        services.AddSingleton<DriveReconciliationPoisonFunction>();
        services.AddSingleton<OpsReconciliationsFunction>();
        services.AddSingleton<RemoveOldRecordsFunction>();
        services.AddSingleton<ExportTablesFunction>();
        services.AddSingleton<AdminKey>();
        services.AddSingleton<OperationsEndpoint>();
        services.AddSingleton<SitesChecks>();
        services.AddSingleton<DownlinkChecks>();
        services.AddSingleton<SitesFunction>();
        services.AddSingleton<DeadLettersFunction>();
        services.AddSingleton<SiteStatusReader>();
        services.AddSingleton<StatusFunction>();
        services.AddSingleton<OpsPageFunction>();
        services.AddSingleton<StayRecords>();
        services.AddSingleton<RecordAudit>();
        services.AddSingleton<DownlinkAudit>();
        services.AddSingleton<ReconciliationAudit>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AuditFunction>();
        services.AddSingleton<ErasurePlanner>();
        services.AddSingleton<Eraser>();
        services.AddSingleton<ErasuresFunction>();
        services.AddSingleton<HealthFunction>();
        services.AddSingleton<OpenApiFunction>();
    }

    private static AzureTable DirectoryTable(IServiceProvider provider) =>
        new(provider.GetRequiredService<StorageClients>().Tables, SiteDirectory.Table);
}
