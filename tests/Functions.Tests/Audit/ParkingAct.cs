using System.Text.Json.Nodes;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Tests.Billing;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Audit;

/// <summary>One parking act from the arrival to the payment, over HTTP and by what comes down.</summary>
internal static class ParkingAct
{
    public const string Uid = "u-1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Now => ChinaTime.Format(TimeProvider.System.GetUtcNow());

    /// <summary>The vehicle comes; its contract comes down and is confirmed; photo, departure, bill, payment, all of them done with.</summary>
    public static async Task RunAsync(BillGateway gateway)
    {
        await gateway.ArriveAsync();
        await gateway.TellContractAsync();
        await AckAllAsync(gateway.Host);
        await PostAsync(gateway, "uploadPhoto", data => { });
        await PostAsync(gateway, "uploadCarOutData", data => (data["plateNo"], data["plateColor"], data["endTime"]) = (BridgeMessage.Plate, 1, Now));
        await gateway.ApplyAsync(data => data["uid"] = Uid);
        await gateway.BringAsync(BillStory.PayResult());
        await AckAllAsync(gateway.Host);
        await PostAsync(gateway, "uploadPayRecord", data => (data["plateNo"], data["billID"], data["billWay"]) = (BridgeMessage.Plate, BillStory.BillId, 1));
        await gateway.Host.DrainAsync();
    }

    /// <summary>The car park sends something of the stay.</summary>
    public static async Task PostAsync(BillGateway gateway, string interfaceName, Action<JsonObject> change)
    {
        var answered = await gateway.Host.PostAsync(interfaceName, Requests.Of(interfaceName, data =>
        {
            data["uid"] = Uid;
            change(data);
        }));
        Assert.True(answered.Status == 200, answered.Body);
    }

    public static async Task AckAllAsync(GatewayHost host)
    {
        foreach (var message in (await host.GetAsync("/api/v2/inbox")).Json.GetProperty("messages").EnumerateArray())
        {
            Assert.Equal(200, (await host.PostAsync($"/api/v2/inbox/{message.GetProperty("id").GetString()}/ack", new StringContent("{}"))).Status);
        }
    }
}
