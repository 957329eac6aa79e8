using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HzFunctions.Local.Records;

/// <summary>
/// What makes two uploads of one interface the same record: the id that the car park gave it (R27), or, where the standard gives a
/// record no id, the fields that tell it apart.
/// </summary>
internal static class RecordIdentity
{
    public static string? Of(string interfaceName, JsonElement data) => interfaceName switch
    {
        "uploadCarInData" => Text(data, "arriveID"),
        "uploadCarOutData" => Text(data, "endID"),
        "uploadPhoto" => Text(data, "photoID"),
        "uploadPayRecord" or "applyPayment" => Text(data, "billID"),
        "uploadParkingState" or "uploadParkingInfo" => Text(data, "uploadTime"),
        "uploadInvoiceInfo" => $"{Text(data, "bilID")}|{Text(data, "status")}",
        // A digest, because a plate must not appear in what only needs an id.
        "uploadMonthlyFee" => Digest($"{Text(data, "plateNo")}|{Text(data, "payDate")}|{Text(data, "validStartDate")}"),
        _ => null,
    };

    /// <summary>The stay that a record belongs to (R25), wherever the interface puts its uid.</summary>
    public static string? Uid(JsonElement data) =>
        Text(data, "uid") ?? (Member(data, "params") is { ValueKind: JsonValueKind.Object } parameters ? Text(parameters, "uid") : null);

    /// <summary>The car park that a record speaks of, wherever the interface puts its parkingCode.</summary>
    public static string? ParkingCode(JsonElement data) =>
        Text(data, "parkingCode")
        ?? (Member(data, "params") is { ValueKind: JsonValueKind.Object } parameters ? Text(parameters, "parkingCode") : null);

    private static string? Text(JsonElement data, string name) => Member(data, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static JsonElement? Member(JsonElement data, string name) => data.TryGetProperty(name, out var member) ? member : null;

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
}
