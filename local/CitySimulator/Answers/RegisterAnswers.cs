using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>What the city answers from its own register and clock (§3.3.3, §4.6.1).</summary>
internal static class RegisterAnswers
{
    public static CityAnswer Heartbeat(CityRequest request) =>
        CityAnswer.Success(new JsonObject { ["srvTime"] = ChinaClock.Write(request.Now) });

    public static CityAnswer ParkingCode(CityRequest request)
    {
        var found = request.Access.Named(request.Data.Text("parkingName")!)
            .Select(JsonNode? (carPark) => new JsonObject { ["parkingCode"] = carPark.ParkingCode })
            .ToArray();
        return found.Length == 0
            ? CityAnswer.NoData()
            : CityAnswer.Success(new JsonObject { ["data"] = new JsonObject { ["result"] = new JsonArray(found) } });
    }
}
