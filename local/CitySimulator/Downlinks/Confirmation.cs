using System.Text.Json;
using HzFunctions.Local.CitySimulator.Memory;

namespace HzFunctions.Local.CitySimulator.Downlinks;

/// <summary>What a confirmation (§3.2.2, §3.2.8, §4.3.3, §4.5.2), or an answer to a fee query (§3.2.6), says.</summary>
/// <param name="Name">The name of the topic whose messages it confirms.</param>
/// <param name="RequestId">The number of the message.</param>
/// <param name="Success">Whether the car park has it.</param>
/// <param name="Parameters">The message's parameters, as they were received.</param>
internal sealed record Confirmation(string Name, long? RequestId, bool Success, JsonElement Parameters)
{
    private const string Fee = "fee";

    private static readonly Dictionary<string, string> Confirmed = new(StringComparer.Ordinal)
    {
        ["confirmDeparturePayInfo"] = "departurePayInfo",
        ["confirmPayResult"] = "payResult",
        ["confirmOverDueResult"] = "overDueResult",
        ["confirmInvoiceInfo"] = "InvoiceInfo",
        ["uploadFee"] = Fee,
    };

    /// <summary>Whether an upload answers a message. An uploadFee without a requestId was sent of the car park's own accord (R53).</summary>
    public static bool IsOne(string interfaceName, JsonElement data) =>
        Confirmed.TryGetValue(interfaceName, out var name) && (name != Fee || data.Number("requestId") is >= 0);

    public static Confirmation Read(string interfaceName, JsonElement data) => new(
        Confirmed[interfaceName], data.Number("requestId"), data.GetProperty("success").GetBoolean(), data.GetProperty("params"));

    /// <summary>Whether it confirms this message: with exactly its fields, or, for a fee query, with its vehicle.</summary>
    public bool Fits(Downlink downlink) =>
        downlink.IsGenuine && downlink.Name == Name && downlink.RequestId == RequestId
        && (Name == Fee ? IsOfSameVehicle(downlink.Data) : JsonElement.DeepEquals(downlink.Data, Parameters));

    private bool IsOfSameVehicle(JsonElement asked) =>
        asked.Text("plateNo") == Parameters.Text("plateNo") && asked.Text("parkingCode") == Parameters.Text("parkingCode");
}
