using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Memory;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>Which rule answers which interface. What is not named here is noted and answered with success.</summary>
internal sealed class AnswerRules(bool requireArrival, BillFinder bills)
{
    private readonly BillAnswers _bills = new(bills);

    public CityAnswer Answer(CityRequest request, CityMemory memory) => request.Interface switch
    {
        "uploadCarOutData" or "uploadPhoto" or "uploadPayRecord" when Orphaned(request, memory) => CityAnswer.NoData(),
        "applyPayment" => Orphaned(request, memory) ? CityAnswer.NoData() : _bills.Apply(request, memory),
        "getPayResult" => _bills.PayResult(request, memory),
        "uploadAbnormalBill" => _bills.Report(request, memory),
        "cancelOverDueBill" => _bills.WriteOff(request, memory),
        "checkDailyBill" => _bills.Daily(request, memory),
        "getOverDueResult" => _bills.OverDue(request, memory),
        "getDeparturePayInfo" => VehicleAnswers.DeparturePayInfo(request, memory, _bills),
        "getPRDiscountInfo" => VehicleAnswers.ParkAndRideDiscount(request, memory),
        "uploadCheckRecord" => ReconciliationAnswers.CheckRecord(request, memory),
        "downUID" => ReconciliationAnswers.DownUid(request, memory),
        "uploadHeartbeat" => RegisterAnswers.Heartbeat(request),
        "queryParkingCode" => RegisterAnswers.ParkingCode(request),
        _ => CityAnswer.Success(),
    };

    /// <summary>Whether this upload belongs to a stay whose arrival the city has not been told (R25).</summary>
    public bool Orphaned(CityRequest request, CityMemory memory) =>
        requireArrival && request.Uid is { } uid && !memory.HasHeardOf(request.Site, uid);
}
