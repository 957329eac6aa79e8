using System.Text.Json;

namespace HzFunctions.CityBrain.Client;

/// <summary>The city brain's codes of the car parks of a name (§4.6.1 queryParkingCode).</summary>
/// <param name="ParkingCodes">停车场编号: usually one; empty when none was found or the answer is unreadable.</param>
public sealed record ParkingCodeAnswer(IReadOnlyList<string> ParkingCodes)
{
    /// <summary>Reads an answer whose <c>data</c> is an object or a string that holds it.</summary>
    public static ParkingCodeAnswer Read(JsonElement body) =>
        body.Member("data") is { } data && LenientJson.ResultList(data) is { } list
            ? new ParkingCodeAnswer([.. list.EnumerateArray().Select(entry => entry.Text("parkingCode")).OfType<string>()])
            : new ParkingCodeAnswer([]);
}
