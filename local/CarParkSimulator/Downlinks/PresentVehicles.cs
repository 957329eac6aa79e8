using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Downlinks;

/// <summary>The vehicles of a car park as its own system knows them, for questions about what they owe (§3.2.6).</summary>
internal sealed class PresentVehicles(string parkingCode)
{
    private readonly ConcurrentDictionary<string, Stay> _byPlate = new(StringComparer.Ordinal);

    public void Enter(Stay stay) => _byPlate[stay.Plate.Number] = stay;

    /// <summary>What is owed for the vehicle; null when no such vehicle is known.</summary>
    public JsonObject? FeeOf(string plateNo, DateTimeOffset now) => !_byPlate.TryGetValue(plateNo, out var stay) ? null : new JsonObject
    {
        ["parkingCode"] = parkingCode,
        ["plateNo"] = plateNo,
        ["plateColor"] = stay.Plate.Color,
        ["arriveTime"] = ChinaClock.Write(stay.ArrivedAt),
        ["endTime"] = ChinaClock.Write(now),
        ["billID"] = $"Q-{stay.Uid}",
        ["billTime"] = ChinaClock.Write(now),
        ["shouldPay"] = stay.ShouldPay,
        ["uid"] = stay.Uid,
        ["payStatus"] = 0,
    };
}
