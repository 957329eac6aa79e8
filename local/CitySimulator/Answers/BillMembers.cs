using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Memory;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>Writes a bill as the answers show it; what is empty while it is unpaid is left out (R51, R56).</summary>
internal static class BillMembers
{
    public static JsonObject Of(Bill bill, bool withBillTime, bool withPayType)
    {
        var members = new JsonObject { ["plateNo"] = bill.PlateNo, ["billID"] = bill.BillId };
        if (withBillTime)
        {
            members["billTime"] = bill.BillTime;
        }

        members["shouldPay"] = bill.ShouldPay;
        members["payStatus"] = bill.IsPaid ? 1 : 0;
        members["discountAmount"] = 0;
        AddPayment(members, bill, withPayType);
        return members;
    }

    private static void AddPayment(JsonObject members, Bill bill, bool withPayType)
    {
        if (bill.Payment is not { } payment)
        {
            return;
        }

        members["actualPay"] = payment.Number("actualPay");
        members["discountAmount"] = Math.Max(0, bill.ShouldPay - (payment.Number("actualPay") ?? 0));
        members["dealTime"] = payment.Text("dealTime");
        members["orderCode"] = $"HZ-{bill.BillId}";
        members["paidType"] = payment.Number("paidType");
        if (withPayType)
        {
            members["payType"] = payment.Number("payType");
        }
    }
}
