using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Memory;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>What the city answers about a vehicle that is, or was, in the car park (§3.2.3, §4.4.1).</summary>
internal static class VehicleAnswers
{
    private const int ContractedWithOverdueBills = 2;
    private const int VirtualParkAndRideCard = 3;

    public static CityAnswer DeparturePayInfo(CityRequest request, CityMemory memory, BillAnswers bills)
    {
        if (!memory.HasSeen(request.Site, request.Data))
        {
            return CityAnswer.NoData();
        }

        var plate = request.Data.Text("plateNo")!;
        var contract = VehicleContract.Of(plate);
        return CityAnswer.Success(new JsonObject
        {
            ["noSense"] = contract.NoSense == 1 && bills.Owes(request, memory, plate) ? ContractedWithOverdueBills : contract.NoSense,
            ["moneyLimit"] = contract.MoneyLimit,
            ["departurePay"] = contract.DeparturePay,
        });
    }

    public static CityAnswer ParkAndRideDiscount(CityRequest request, CityMemory memory) =>
        memory.HasSeen(request.Site, request.Data)
            ? CityAnswer.Success(new JsonObject
            {
                ["status"] = VehicleContract.Of(request.Data.Text("plateNo")!).DeparturePay == VirtualParkAndRideCard ? 1 : 0,
            })
            : CityAnswer.NoData();
}
