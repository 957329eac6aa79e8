using System.Text.Json;

namespace HzFunctions.Local.CarParkSimulator.Bills;

/// <summary>Reads what the city brain tells of payments.</summary>
internal static class Payments
{
    private const int Successful = 1;

    /// <summary>Whether an answer or a message tells of a successful payment (payStatus 1).</summary>
    public static bool IsOne(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("payStatus", out var status)
        && status.TryGetInt32(out var code)
        && code == Successful;
}
