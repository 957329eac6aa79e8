using System.Text.Json;
using HzFunctions.Local.CitySimulator.Memory;

namespace HzFunctions.Local.CitySimulator.Bills;

/// <summary>A payment as answers and messages tell it (R51, R56). Amounts are in fen.</summary>
internal sealed record BillPayment(long ActualPay, long DiscountAmount, string DealTime, long PaidType, long PayType)
{
    public const int Alipay = 3;

    /// <summary>A payment of which the car park told (§3.1.5).</summary>
    public static BillPayment Of(JsonElement payRecord, long shouldPay)
    {
        var actualPay = payRecord.Number("actualPay")!.Value;
        return new BillPayment(
            actualPay,
            Math.Max(0, shouldPay - actualPay),
            payRecord.Text("dealTime")!,
            payRecord.Number("paidType")!.Value,
            payRecord.Number("payType")!.Value);
    }
}
