using System.Text.Json.Serialization;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Ledger;

/// <summary>One line of the ledger (账本) that the car parks keep: what they sent, and what they were promised. It names no plates.</summary>
internal sealed record LedgerLine
{
    [JsonConverter(typeof(JsonStringEnumConverter<LedgerEvent>))]
    public required LedgerEvent Event { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? AccessID { get; init; }

    public string? ParkingCode { get; init; }

    public string? Interface { get; init; }

    public string? RecordId { get; init; }

    public string? Uid { get; init; }

    /// <summary>When it was sent for the first time.</summary>
    public DateTimeOffset? FirstSentAt { get; init; }

    /// <summary>The digest of what it says, uploadTime apart.</summary>
    public string? Fingerprint { get; init; }

    public string? Receipt { get; init; }

    public string? ResultCode { get; init; }

    public string? Message { get; init; }

    /// <summary>The amount of a bill or of its payment, in fen.</summary>
    public long? Amount { get; init; }

    [JsonIgnore]
    public Site Site => new(AccessID ?? "", ParkingCode ?? "");
}
