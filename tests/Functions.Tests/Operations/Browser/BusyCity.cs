using System.Text.Json.Nodes;
using Azure.Data.Tables;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Heartbeats;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.Billing;
using HzFunctions.Functions.Tests.Gateway;
using HzFunctions.Functions.Tests.Reconciliation;

namespace HzFunctions.Functions.Tests.Operations.Browser;

/// <summary>A handler with something of everything that the page shows.</summary>
internal sealed class BusyCity : IAsyncDisposable
{
    private const string Plate = Tests.Gateway.Vehicle.Plate;
    private const string Refusal = """{"resultCode":"400","msg":"缺失参数 endType"}""";

    private BusyCity(BillGateway gateway) => Gateway = gateway;

    public BillGateway Gateway { get; }

    public GatewayHost Host => Gateway.Host;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static async Task<BusyCity> StartAsync()
    {
        var city = new BusyCity(await BillGateway.StartAsync(onPort: true));
        await city.RefuseTwoAsync();
        await city.ApplyAsync();
        await city.BeatAsync(TimeSpan.FromSeconds(84));
        await city.NameAsync();
        await city.LoseAsync("1001", "P2", TimeSpan.FromHours(3));
        await city.WaitAsync();
        await city.ReconcileAsync();
        await city.Host.Quarantine.KeepAsync("downlink", new JsonObject { ["version"] = 1, ["requestId"] = 71, ["data"] = new JsonObject { ["plateNo"] = Plate } }.ToJsonString(), "no car park of this access has that parkingCode", Stop);
        return city;
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private async Task RefuseTwoAsync()
    {
        Host.CityBrain.AnswerTo = _ => Refusal;
        await PostAsync("uploadCarInData", data => (data["arriveID"], data["plateNo"]) = ("A-7", Plate));
        await PostAsync("uploadCarOutData", data => data["endID"] = "D-7");
        await Host.DrainAsync();
        Host.CityBrain.AnswerTo = _ => null;
    }

    private async Task ApplyAsync()
    {
        Gateway.Answer("applyPayment", BillGateway.Unpaid);
        await Gateway.ApplyAsync();
        await Gateway.ApplyAsync(data => data["billID"] = "B-2");
        await Gateway.BringAsync(BillStory.PayResult(change: data => data["actualPay"] = 1));
        await Gateway.TellContractAsync();
        Host.CityBrain.AnswerTo = _ => null;
    }

    private Task BeatAsync(TimeSpan drift)
    {
        Host.CityBrain.Answer = $$"""{"resultCode":"200","msg":"操作成功","srvTime":"{{ChinaTime.Format(Now)}}"}""";
        return PostAsync("uploadHeartbeat", data => data["uploadTime"] = ChinaTime.Format(Now + drift));
    }

    private async Task NameAsync()
    {
        foreach (var (accessId, code, name) in new[] { ("1001", "P1", "西湖文化广场地下停车场"), ("1001", "P2", "武林门码头停车场"), ("1002", "P1", "钱江新城核心区 P1") })
        {
            await Host.OperateAsync(HttpMethod.Put, "/ops/sites", new JsonObject { ["accessID"] = accessId, ["parkingCode"] = code, ["parkingName"] = name });
        }
    }

    private Task<WriteResult> LoseAsync(string accessId, string code, TimeSpan silence)
    {
        var lost = new CarParkPresence(Now - silence) { EventAt = Now - silence, HeartbeatAt = Now - silence, OfflineSince = Now - silence + TimeSpan.FromMinutes(25) };
        return Host.Downlinks.WriteAsync([new(TableTransactionActionType.UpsertReplace, lost.ToRow(SiteId.Create(accessId, code)!.Value))], Stop);
    }

    private async Task ReconcileAsync()
    {
        var today = ChinaTime.BusinessDay(Now);
        foreach (var (ago, outcome) in new[] { (2, ReconciliationOutcome.Unbalanced), (1, ReconciliationOutcome.Balanced) })
        {
            await EndedDay.WriteAsync(Host.Services.GetRequiredService<ReconciliationStore>(), GatewayHost.Site, BusinessDays.Text(today.AddDays(-ago)), outcome);
        }
    }

    private async Task WaitAsync()
    {
        var answered = await Host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["arriveID"] = "A-9"), Host.StrangersKey);
        Assert.Equal(200, answered.Status);
    }

    private async Task PostAsync(string interfaceName, Action<JsonObject> change)
    {
        var answered = await Host.PostAsync(interfaceName, Requests.Of(interfaceName, change));
        Assert.True(answered.Status == 200, answered.Body);
    }
}
