using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Memory;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>What the city answers about bills, from what it was told of them and from its plans for them (§3.2.4, §3.2.9 to §3.2.11, §4.3).</summary>
internal sealed class BillAnswers(BillFinder bills)
{
    public CityAnswer Apply(CityRequest request, CityMemory memory)
    {
        var billId = request.RecordId!;
        var plan = bills.PlanOf(request.Site, billId);
        if (plan.Outcome == BillOutcome.Refused)
        {
            return CityAnswer.Refused("该车辆账户无法扣款");
        }

        var history = memory.Bill(request.Site, billId);
        if (history?.Application is not null)
        {
            return Shown(bills.Of(history, request.Now)!);
        }

        var fate = history is { CutOff: > 0 } ? AnswerFate.Given : plan.FirstAnswer;
        return fate == AnswerFate.CutBefore
            ? CityAnswer.Error() with { Fate = fate }
            : Shown(bills.Applied(request.Site, billId, request.Data, history?.PayRecord, request.Now)) with { Fate = fate };

        static CityAnswer Shown(Bill bill) => CityAnswer.Success(BillMembers.Of(bill, withBillTime: false, withPayType: false));
    }

    public CityAnswer PayResult(CityRequest request, CityMemory memory) =>
        Find(request, memory) is { } bill && bill.PlateNo == request.Data.Text("plateNo")
            ? CityAnswer.Success(BillMembers.Of(bill, withBillTime: true, withPayType: true))
            : CityAnswer.NoData();

    public CityAnswer Report(CityRequest request, CityMemory memory) =>
        Find(request, memory) is null ? CityAnswer.NoData() : CityAnswer.Success();

    public CityAnswer WriteOff(CityRequest request, CityMemory memory) => Find(request, memory) switch
    {
        null => CityAnswer.NoData(),
        { IsPaid: true } => CityAnswer.Refused("该账单已支付,无需核销"),
        _ => CityAnswer.Success(),
    };

    public CityAnswer OverDue(CityRequest request, CityMemory memory)
    {
        var plate = request.Data.Text("plateNo");
        var overDue = AppliedFor(request, memory).Where(bill => bill.PlateNo == plate && bill.IsOverDue).ToList();
        return CityAnswer.Success(new JsonObject
        {
            ["plateNo"] = plate,
            ["overDueCount"] = overDue.Count,
            ["unPay"] = overDue.Sum(bill => bill.ShouldPay),
            ["prevent"] = overDue.Count > 0 ? 1 : 0,
        });
    }

    public CityAnswer Daily(CityRequest request, CityMemory memory)
    {
        var day = request.Data.Text("checkBillTime")!;
        var plate = request.Data.Text("plateNo");
        var daily = AppliedFor(request, memory)
            .Where(bill => bill.BillTime!.StartsWith(day, StringComparison.Ordinal))
            .Where(bill => string.IsNullOrEmpty(plate) || bill.PlateNo == plate)
            .ToList();
        return CityAnswer.Success(new JsonObject
        {
            ["parkingCode"] = request.Site.ParkingCode,
            ["dailyCount"] = daily.Count,
            ["dailyShouldPay"] = daily.Sum(bill => bill.ShouldPay),
            ["dailyActualPay"] = daily.Sum(bill => bill.Payment?.ActualPay ?? 0),
            ["detail"] = new JsonArray([.. daily.Select(bill => BillMembers.Of(bill, withBillTime: true, withPayType: true))]),
        });
    }

    /// <summary>Whether the vehicle has bills at this car park that are overdue.</summary>
    public bool Owes(CityRequest request, CityMemory memory, string plateNo) =>
        AppliedFor(request, memory).Any(bill => bill.PlateNo == plateNo && bill.IsOverDue);

    private IEnumerable<Bill> AppliedFor(CityRequest request, CityMemory memory) => bills.AppliedFor(memory, request.Site, request.Now);

    private Bill? Find(CityRequest request, CityMemory memory) =>
        bills.Find(memory, request.Site, request.Data.Text("billID")!, request.Now);
}
