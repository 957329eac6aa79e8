using System.Buffers;
using System.Text;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Billing;

/// <summary>Calls the city brain about a bill.</summary>
internal sealed class BillCalls(IDirectCalls calls, ISiteRegistry sites, StandardCatalogue catalogue)
{
    /// <summary>先离场后付费申请 (§3.2.4).</summary>
    public const string Apply = "applyPayment";

    /// <summary>账单支付结果查询 (§3.2.9).</summary>
    public const string Ask = "getPayResult";

    /// <summary>异常账单上报 (§3.2.10).</summary>
    public const string Report = "uploadAbnormalBill";

    private static readonly CityBrainAnswer NoSite = new(AnswerOutcome.NothingAnswered, null, "the car park is not registered", null, TimeSpan.Zero);

    private static readonly string[] Asked = ["billID", "parkingCode", "plateNo"];

    private static readonly string[] Reported =
        ["billID", "parkingCode", "uid", "plateNo", "plateColor", "arriveTime", "endTime", "billTime", "shouldPay"];

    /// <summary>The longest that a call may take.</summary>
    public TimeSpan TimeLimit => calls.TimeLimit;

    /// <summary>Makes one of the three calls.</summary>
    public async Task<CityBrainAnswer> CallAsync(string interfaceName, BillRow bill, CancellationToken cancellationToken)
    {
        var accessId = await sites.AccessOfAsync(bill.Site, cancellationToken).ConfigureAwait(false);
        return accessId is null
            ? NoSite
            : await calls.CallAsync(accessId, catalogue.Find(interfaceName)!, Payload(interfaceName, bill.Told!.Fields), cancellationToken).ConfigureAwait(false);
    }

    private static string Payload(string interfaceName, JsonElement told)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Downlinks.PlainText.Options))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("data"u8);
            WriteData(writer, interfaceName, told);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteData(Utf8JsonWriter writer, string interfaceName, JsonElement told)
    {
        if (interfaceName == Apply)
        {
            told.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var name in interfaceName == Ask ? Asked : Reported)
        {
            writer.WritePropertyName(name);
            told.GetProperty(name).WriteTo(writer);
        }

        if (interfaceName == Report)
        {
            writer.WriteNumber("payStatus"u8, 0);
        }

        writer.WriteEndObject();
    }
}
