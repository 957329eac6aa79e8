using System.Text.Json.Nodes;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.HandleDownlink;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>A handler that is called over HTTP about one bill, and a city brain that answers as a test says.</summary>
internal sealed class BillGateway : IAsyncDisposable
{
    /// <summary>The city brain has accepted, and the bill is unpaid.</summary>
    public const string Unpaid = """{"resultCode":"200","msg":"操作成功","plateNo":"浙A8Q9Z7","billID":"B-1","shouldPay":1000,"payStatus":0,"discountAmount":0}""";

    /// <summary>It was paid at once.</summary>
    public const string Paid =
        """{"resultCode":"200","msg":"操作成功","plateNo":"浙A8Q9Z7","billID":"B-1","shouldPay":1000,"payStatus":1,"actualPay":1000,"discountAmount":0,"dealTime":"2026-05-01 08:00:00","orderCode":"HZ-1","paidType":3}""";

    /// <summary>It was refused.</summary>
    public const string Refused = """{"resultCode":"400","msg":"未签约"}""";

    /// <summary>There is no such thing.</summary>
    public const string NoData = """{"resultCode":"204","msg":"没有查询到数据"}""";

    public required GatewayHost Host { get; init; }

    public InMemoryBillQueue Queue => (InMemoryBillQueue)Host.Services.GetRequiredService<IBillQueue>();

    public BillStore Store => Host.Services.GetRequiredService<BillStore>();

    /// <summary>What was called of the city brain, records apart.</summary>
    public IReadOnlyList<string> Calls =>
        [.. Host.CityBrain.Calls.Select(Name).Where(name => name is not ("uploadCarInData" or "uploadPayRecord"))];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<BillGateway> StartAsync(string? bills = null, bool refuseUncontracted = false, bool onPort = false)
    {
        var gateway = new BillGateway { Host = await GatewayHost.StartAsync(new Dictionary<string, string?> { ["DirectCalls:HeadStartMilliseconds"] = "0" }, onPort) };
        gateway.Host.CityBrain.AnswerTo = call => Name(call) == BillCalls.Apply ? Unpaid : null;
        Assert.Equal(200, (await gateway.PutSiteAsync(bills, refuseUncontracted)).Status);
        return gateway;
    }

    public static string Name(ReceivedCall call) => call.Path[(call.Path.LastIndexOf('/') + 1)..];

    /// <summary>Registers the car park anew.</summary>
    public Task<Answered> PutSiteAsync(JsonNode? bills, JsonNode? refuseUncontracted = null) => Host.OperateAsync(HttpMethod.Put, "/ops/sites", new JsonObject
    {
        ["accessID"] = "1001",
        ["parkingCode"] = "P1",
        ["parkingName"] = "场库P1",
        ["bills"] = bills,
        ["refuseUncontracted"] = refuseUncontracted ?? false,
    });

    /// <summary>The car park applies for the bill.</summary>
    public Task<Answered> ApplyAsync(Action<JsonObject>? change = null) => Host.PostAsync("applyPayment", JsonNode.Parse(BillStory.Application(change))!);

    /// <summary>The car park calls something else about the bill.</summary>
    public Task<Answered> CallAsync(string interfaceName, Action<JsonObject>? change = null) => Host.PostAsync(interfaceName, Requests.Of(interfaceName, data =>
    {
        (data["billID"], data["plateNo"]) = (BillStory.BillId, BridgeMessage.Plate);
        change?.Invoke(data);
    }));

    /// <summary>The city brain answers an interface so from now on.</summary>
    public void Answer(string interfaceName, string answer) =>
        Host.CityBrain.AnswerTo = call => Name(call) == interfaceName ? answer : null;

    /// <summary>The vehicle comes in, and the city brain has heard of it.</summary>
    public async Task ArriveAsync(bool isHeard = true)
    {
        Assert.Equal(200, (await Host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data =>
        {
            (data["plateNo"], data["plateColor"], data["uid"]) = (BridgeMessage.Plate, 1, "u-1");
            data["arriveTime"] = ChinaTime.Format(TimeProvider.System.GetUtcNow());
        }))).Status);
        if (isHeard)
        {
            await Host.DrainAsync();
        }
    }

    /// <summary>The vehicle's contract comes down.</summary>
    public Task TellContractAsync(int noSense = 1, int moneyLimit = 2000, int departurePay = 1, TimeSpan before = default) => BringAsync(
        BridgeMessage.Of(DownlinkTopic.DeparturePayInfo, 1, data =>
        {
            (data["noSense"], data["moneyLimit"], data["departurePay"], data["plateColor"]) = (noSense, moneyLimit, departurePay, 1);
        }) with
        {
            ReceivedAt = TimeProvider.System.GetUtcNow() - before,
        });

    public Task BringAsync(BridgeMessage message) =>
        Host.Services.GetRequiredService<HandleDownlinkFunction>().RunAsync(message.ReceivedNow(TimeProvider.System).ToJson(), Stop);

    public async Task<BillRow?> BillAsync(string billId = BillStory.BillId) => (await Store.FindAsync(GatewayHost.Site, billId, Stop)).Bill;

    /// <summary>The topics of what waits in the car park's inbox.</summary>
    public async Task<IReadOnlyList<string>> InboxAsync() =>
        [.. (await Host.GetAsync("/api/v2/inbox")).Json.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("topic").GetString()!)];

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
