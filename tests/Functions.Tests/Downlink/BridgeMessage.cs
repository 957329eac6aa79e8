using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain;
using HzFunctions.CityBrain.Tests.Validation;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>A message as the bridge puts it on the queue.</summary>
internal sealed record BridgeMessage(DownlinkTopic Topic, long RequestId, JsonObject Data)
{
    /// <summary>The vehicle of all messages.</summary>
    public const string Plate = "浙A8Q9Z7";

    public string AccessId { get; init; } = "1001";

    public string ParkingCode { get; init; } = "P1";

    public string Timestamp { get; init; } = "2026-05-01 08:00:00";

    public DateTimeOffset ReceivedAt { get; init; }

    public static BridgeMessage DeparturePayInfo(long requestId = 1, int moneyLimit = 1000) => Of(DownlinkTopic.DeparturePayInfo, requestId, data =>
        data["moneyLimit"] = moneyLimit);

    public static BridgeMessage Fee(long requestId = 71) => Of(DownlinkTopic.Fee, requestId);

    public static BridgeMessage PayResult(long requestId = 1, string billId = "b1", int payStatus = 1, int shouldPay = 1000) =>
        Of(DownlinkTopic.PayResult, requestId, data =>
        {
            data["billID"] = billId;
            data["shouldPay"] = shouldPay;
            data["payStatus"] = payStatus;
            foreach (var field in payStatus == 0 ? new[] { "actualPay", "dealTime", "orderCode", "paidType", "payType" } : [])
            {
                data.Remove(field);
            }
        });

    public static BridgeMessage OverDue(long requestId = 1, int overDueCount = 3) =>
        Of(DownlinkTopic.OverDueResult, requestId, data => data["overDueCount"] = overDueCount);

    public static BridgeMessage Invoice(long requestId = 1, int status = 1) => Of(DownlinkTopic.InvoiceInfo, requestId, data => data["status"] = status);

    /// <summary>One of each kind.</summary>
    public static IReadOnlyList<BridgeMessage> OneOfEach => [DeparturePayInfo(), Fee(), PayResult(), OverDue(), Invoice()];

    public static BridgeMessage Of(DownlinkTopic topic, long requestId, Action<JsonObject>? change = null)
    {
        var data = SampleRequest.Of(topic.Name);
        data["plateNo"] = Plate;
        if (data.ContainsKey("parkingCode"))
        {
            data["parkingCode"] = "P1";
        }

        change?.Invoke(data);
        return new BridgeMessage(topic, requestId, data);
    }

    /// <summary>Said at a time of the first of May, in China.</summary>
    public BridgeMessage SaidAt(string time) => this with { Timestamp = $"2026-05-01 {time}" };

    public BridgeMessage ReceivedNow(TimeProvider clock) => ReceivedAt == default ? this with { ReceivedAt = clock.GetUtcNow() } : this;

    /// <summary>Its key at a car park.</summary>
    public DownlinkKey Key(SiteId site) => new(site, Topic, RequestId, Hash);

    public string ToJson() => new JsonObject
    {
        ["version"] = 1,
        ["accessID"] = AccessId,
        ["parkingCode"] = ParkingCode,
        ["name"] = Topic.Name,
        ["topic"] = $"/hzcity/v2/{Topic.Name}/{AccessId}/{ParkingCode}",
        ["requestId"] = RequestId,
        ["timestamp"] = Timestamp,
        ["cipherHash"] = Hash,
        ["receivedAt"] = ReceivedAt.ToOffset(ChinaTime.Offset).ToString("O"),
        ["data"] = Data.DeepClone(),
    }.ToJsonString();

    // The envelope is deterministic: the same plaintext is the same cipher.
    private string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Data.ToJsonString())));
}
