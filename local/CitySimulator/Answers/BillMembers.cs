using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Bills;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>Writes a bill as answers and messages show it; what is empty while it is unpaid is left out (R51, R56).</summary>
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

        members["actualPay"] = payment.ActualPay;
        members["discountAmount"] = payment.DiscountAmount;
        members["dealTime"] = payment.DealTime;
        members["orderCode"] = $"HZ-{bill.BillId}";
        members["paidType"] = payment.PaidType;
        if (withPayType)
        {
            members["payType"] = payment.PayType;
        }
    }
}
