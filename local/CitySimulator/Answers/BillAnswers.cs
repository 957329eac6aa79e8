using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Memory;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>What the city answers about bills, from what it was told of them (§3.2.4, §3.2.9 to §3.2.11, §4.3).</summary>
internal static class BillAnswers
{
    public static CityAnswer Apply(CityRequest request, CityMemory memory)
    {
        var payment = memory.Find(request.Site, "uploadPayRecord", request.RecordId!)?.Data;
        var bill = new Bill(request.Data, payment, ReportedAbnormal: false, WrittenOff: false);
        return CityAnswer.Success(BillMembers.Of(bill, withBillTime: false, withPayType: false));
    }

    public static CityAnswer PayResult(CityRequest request, CityMemory memory) =>
        Find(request, memory) is { } bill && bill.PlateNo == request.Data.Text("plateNo")
            ? CityAnswer.Success(BillMembers.Of(bill, withBillTime: true, withPayType: true))
            : CityAnswer.NoData();

    public static CityAnswer OfKnownBill(CityRequest request, CityMemory memory) =>
        Find(request, memory) is null ? CityAnswer.NoData() : CityAnswer.Success();

    public static CityAnswer OverDue(CityRequest request, CityMemory memory)
    {
        var plate = request.Data.Text("plateNo");
        var overDue = Bill.AppliedFor(memory, request.Site).Where(bill => bill.PlateNo == plate && bill.IsOverDue).ToList();
        return CityAnswer.Success(new JsonObject
        {
            ["plateNo"] = plate,
            ["overDueCount"] = overDue.Count,
            ["unPay"] = overDue.Sum(bill => bill.ShouldPay),
            ["prevent"] = overDue.Count > 0 ? 1 : 0,
        });
    }

    public static CityAnswer Daily(CityRequest request, CityMemory memory)
    {
        var day = request.Data.Text("checkBillTime")!;
        var plate = request.Data.Text("plateNo");
        var bills = Bill.AppliedFor(memory, request.Site)
            .Where(bill => bill.BillTime!.StartsWith(day, StringComparison.Ordinal))
            .Where(bill => string.IsNullOrEmpty(plate) || bill.PlateNo == plate)
            .ToList();
        return CityAnswer.Success(new JsonObject
        {
            ["parkingCode"] = request.Site.ParkingCode,
            ["dailyCount"] = bills.Count,
            ["dailyShouldPay"] = bills.Sum(bill => bill.ShouldPay),
            ["dailyActualPay"] = bills.Sum(bill => bill.Payment?.Number("actualPay") ?? 0),
            ["detail"] = new JsonArray([.. bills.Select(bill => BillMembers.Of(bill, withBillTime: true, withPayType: true))]),
        });
    }

    private static Bill? Find(CityRequest request, CityMemory memory) =>
        Bill.Find(memory, request.Site, request.Data.Text("billID")!);
}
