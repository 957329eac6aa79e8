using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CarParkSimulator.Uploads;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Bills;

/// <summary>Writes down what a car park uploads about the bills of vehicles that have left.</summary>
internal static class BillUploads
{
    private const int Cash = 1;
    private const int LeftFirst = 101;
    private const int OverdueCollected = 104;
    private const int ThroughTheCity = 1;
    private const int ByTheCarPark = 0;

    /// <summary>The record of a payment of which the city brain told (R23, R32).</summary>
    /// <param name="bill">The bill.</param>
    /// <param name="payment">The answer to an application, or a payResult, with payStatus 1.</param>
    public static Upload PayRecord(OpenBill bill, JsonElement payment)
    {
        var data = Record(bill);
        data["actualPay"] = payment.GetProperty("actualPay").GetInt64();
        data["dealTime"] = payment.GetProperty("dealTime").GetString();
        data["paidType"] = payment.GetProperty("paidType").GetInt32();
        data["payType"] = LeftFirst;
        data["billWay"] = ThroughTheCity;
        return new Upload("uploadPayRecord", data);
    }

    /// <summary>The record of what the driver paid in cash later on.</summary>
    public static Upload CashRecord(OpenBill bill, DateTimeOffset now)
    {
        var data = Record(bill);
        data["actualPay"] = bill.Stay.ShouldPay;
        data["dealTime"] = ChinaClock.Write(now);
        data["paidType"] = Cash;
        data["payType"] = OverdueCollected;
        data["billWay"] = ByTheCarPark;
        return new Upload("uploadPayRecord", data);
    }

    /// <summary>The application to write a bill off that was collected by the car park itself (§4.3.1).</summary>
    public static JsonObject Cancellation(OpenBill bill) => Copy(bill, "billID", "parkingCode", "plateNo", "plateColor");

    private static JsonObject Record(OpenBill bill)
    {
        var data = Copy(bill, "billID", "uid", "plateNo", "parkingCode", "shouldPay", "billTime");
        data["chargeFee"] = bill.Stay.ChargeFee;
        return data;
    }

    private static JsonObject Copy(OpenBill bill, params ReadOnlySpan<string> names)
    {
        var data = new JsonObject();
        foreach (var name in names)
        {
            data[name] = bill.Application[name]!.DeepClone();
        }

        return data;
    }
}
