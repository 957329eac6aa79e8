using HzFunctions.Durable.Worker;
using HzFunctions.Functions.Audit;
using HzFunctions.Functions.Bills;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.DailyReconciliation;
using HzFunctions.Functions.DeadLetters;
using HzFunctions.Functions.DriveBill;
using HzFunctions.Functions.DriveBillPoison;
using HzFunctions.Functions.DriveReconciliation;
using HzFunctions.Functions.DriveReconciliationPoison;
using HzFunctions.Functions.Erasures;
using HzFunctions.Functions.ExportTables;
using HzFunctions.Functions.ForwardUplink;
using HzFunctions.Functions.ForwardUplinkPoison;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.HandleDownlink;
using HzFunctions.Functions.HandleDownlinkPoison;
using HzFunctions.Functions.Health;
using HzFunctions.Functions.HostAdapter;
using HzFunctions.Functions.Inbox;
using HzFunctions.Functions.OpenApi;
using HzFunctions.Functions.OpsBills;
using HzFunctions.Functions.OpsPage;
using HzFunctions.Functions.OpsReconciliations;
using HzFunctions.Functions.Receipts;
using HzFunctions.Functions.RemoveOldRecords;
using HzFunctions.Functions.Sites;
using HzFunctions.Functions.Status;
using HzFunctions.Functions.Watch;
using HzFunctions.Functions.WatchBills;
using HzFunctions.Functions.WatchDownlinks;
using HzFunctions.Functions.WatchGuidance;
using HzFunctions.Functions.WatchHeartbeats;

namespace HzFunctions.Functions;

/// <summary>Which class serves which function: one line for each folder that has a function.json.</summary>
internal static class FunctionTable
{
    public static void MapFunctions(this WebApplication app)
    {
        // The host asks here until something answers.
        app.MapGet("/", static context => Task.CompletedTask);

        app.MapHttpFunction("CityBrainGateway", "api/v2/cp/{interface}", context =>
            Get<CityBrainGatewayFunction>(context).RunAsync(context, context.RouteText("interface")));
        app.MapHttpFunction("CityBrainGatewayTcjg", "api/v2/tcjg/{interface}", context =>
            Get<CityBrainGatewayFunction>(context).RunAsync(context, context.RouteText("interface")));
        app.MapHttpFunction("QueryParkingCode", "guid/api/queryParkingCode", context =>
            Get<CityBrainGatewayFunction>(context).RunAsync(context, "queryParkingCode"));
        app.MapHttpFunction("Receipts", "api/v2/receipts/{id}", context =>
            Get<ReceiptsFunction>(context).RunAsync(context, context.RouteText("id")));
        app.MapHttpFunction("Inbox", "api/v2/inbox/{*path}", context => Get<InboxFunction>(context).RunAsync(context, context.RouteText("path")));
        app.MapHttpFunction("Bills", "api/v2/bills/{billID}", context => Get<BillsFunction>(context).RunAsync(context, context.RouteText("billID")));
        app.MapGuidance();
        app.MapHttpFunction("OpsBills", "ops/bills/{*path}", context => Get<OpsBillsFunction>(context).RunAsync(context, context.RouteText("path")));
        app.MapHttpFunction("OpsReconciliations", "ops/reconciliations/{*path}", context =>
            Get<OpsReconciliationsFunction>(context).RunAsync(context, context.RouteText("path")));
        app.MapHttpFunction("Sites", "ops/sites/{*path}", context => Get<SitesFunction>(context).RunAsync(context, context.RouteText("path")));
        app.MapHttpFunction("DeadLetters", "ops/dead-letters/{*path}", context =>
            Get<DeadLettersFunction>(context).RunAsync(context, context.RouteText("path")));
        app.MapHttpFunction("OpsPage", "ops", context => Get<OpsPageFunction>(context).RunAsync(context));
        app.MapHttpFunction("Audit", "ops/audit/{uid}", context => Get<AuditFunction>(context).RunAsync(context, context.RouteText("uid")));
        app.MapHttpFunction("Erasures", "ops/erasures", context => Get<ErasuresFunction>(context).RunAsync(context));
        app.MapHttpFunction("Status", "ops/status", context => Get<StatusFunction>(context).RunAsync(context));
        app.MapHttpFunction("Health", "health/{*path}", context => Get<HealthFunction>(context).RunAsync(context, context.RouteText("path")));
        app.MapHttpFunction("OpenApi", "openapi.json", context => Get<OpenApiFunction>(context).RunAsync(context));

        app.MapQueueFunction("ForwardUplink", "bell", (message, cancellationToken) =>
            app.Services.GetRequiredService<ForwardUplinkFunction>().RunAsync(message, cancellationToken));
        app.MapQueueFunction("ForwardUplinkPoison", "bell", (message, cancellationToken) =>
            app.Services.GetRequiredService<ForwardUplinkPoisonFunction>().RunAsync(message, cancellationToken));
        app.MapQueueFunction("HandleDownlink", "message", (message, cancellationToken) =>
            app.Services.GetRequiredService<HandleDownlinkFunction>().RunAsync(message, cancellationToken));
        app.MapQueueFunction("HandleDownlinkPoison", "message", (message, cancellationToken) =>
            app.Services.GetRequiredService<HandleDownlinkPoisonFunction>().RunAsync(message, cancellationToken));
        app.MapTimerFunction("Watch", cancellationToken => app.Services.GetRequiredService<WatchFunction>().RunAsync(cancellationToken));
        app.MapTimerFunction("WatchGuidance", cancellationToken =>
            app.Services.GetRequiredService<WatchGuidanceFunction>().RunAsync(cancellationToken));
        app.MapTimerFunction("WatchDownlinks", cancellationToken =>
            app.Services.GetRequiredService<WatchDownlinksFunction>().RunAsync(cancellationToken));
        app.MapTimerFunction("WatchHeartbeats", cancellationToken =>
            app.Services.GetRequiredService<WatchHeartbeatsFunction>().RunAsync(cancellationToken));

        app.MapQueueFunction("DriveBill", "command", "client", (message, client, cancellationToken) =>
            app.Services.GetRequiredService<DriveBillFunction>().RunAsync(message, client, cancellationToken));
        app.MapQueueFunction("DriveBillPoison", "command", (message, cancellationToken) =>
            app.Services.GetRequiredService<DriveBillPoisonFunction>().RunAsync(message, cancellationToken));
        app.MapTimerFunction("WatchBills", "client", (client, cancellationToken) =>
            app.Services.GetRequiredService<WatchBillsFunction>().RunAsync(client, cancellationToken));

        app.MapTimerFunction("DailyReconciliation", "client", (client, cancellationToken) =>
            app.Services.GetRequiredService<DailyReconciliationFunction>().RunAsync(client, cancellationToken));
        app.MapQueueFunction("DriveReconciliation", "command", "client", (message, client, cancellationToken) =>
            app.Services.GetRequiredService<DriveReconciliationFunction>().RunAsync(message, client, cancellationToken));
        app.MapQueueFunction("DriveReconciliationPoison", "command", (message, cancellationToken) =>
            app.Services.GetRequiredService<DriveReconciliationPoisonFunction>().RunAsync(message, cancellationToken));
        app.MapTimerFunction("RemoveOldRecords", "client", (client, cancellationToken) =>
            app.Services.GetRequiredService<RemoveOldRecordsFunction>().RunAsync(client, cancellationToken));
        app.MapTimerFunction("ExportTables", cancellationToken => app.Services.GetRequiredService<ExportTablesFunction>().RunAsync(cancellationToken));
        app.MapDurableWorker();
    }

    private static void MapGuidance(this WebApplication app)
    {
        app.MapHttpFunction("GuidanceSpaces", "api/v2/guidance/spaces", context => Get<GuidanceFeedFunction>(context).SpacesAsync(context));
        app.MapHttpFunction("GuidancePositions", "api/v2/guidance/positions", context => Get<GuidanceFeedFunction>(context).PositionsAsync(context));
        app.MapVendorFunction("FindParkSpaceIdByCarNum", "findParkSpaceIdByCarNum", "findParkSpaceIdByCarNum");
        app.MapVendorFunction("IndoorNavigation", "indoorNavigation", "indoorNavigation");
        app.MapVendorFunction("BookAvailable", "cloud/park/book/available", "bookAvailable");
        app.MapVendorFunction("BookNew", "cloud/park/book/new", "bookNew");
        app.MapVendorFunction("BookCancel", "cloud/park/book/cancel", "bookCancel");
        app.MapVendorFunction("BookRecord", "cloud/park/book/record", "bookRecord");
        app.MapVendorFunction("GroundLockDown", "groundLockDown", "groundLockDown");
        app.MapVendorFunction("CarNumArriveParkSpaceId", "carNumArriveParkSpaceId", "carNumArriveParkSpaceId");
    }

    private static void MapVendorFunction(this WebApplication app, string function, string route, string interfaceName) =>
        app.MapHttpFunction(function, route, context => Get<GuidanceFunction>(context).RunAsync(context, interfaceName));

    private static T Get<T>(HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();
}
