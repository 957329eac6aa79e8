using System.Text.Json.Serialization;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Guidance;

/// <summary>One line of what drivers were told, and of what car parks did for them. It names no plates: a driver's plate follows from the user.</summary>
internal sealed record GuidanceLine
{
    [JsonConverter(typeof(JsonStringEnumConverter<GuidanceEvent>))]
    public required GuidanceEvent Event { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string AccessID { get; init; }

    public required string ParkingCode { get; init; }

    public string? UserId { get; init; }

    public string? BookRecordId { get; init; }

    /// <summary>What was not as it had to be.</summary>
    public string? Detail { get; init; }

    [JsonIgnore]
    public Site Site => new(AccessID, ParkingCode);
}
