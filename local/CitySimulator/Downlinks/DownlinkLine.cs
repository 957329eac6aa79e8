using System.Text.Json;
using System.Text.Json.Serialization;

namespace HzFunctions.Local.CitySimulator.Downlinks;

/// <summary>One line of the city brain's journal of what it sends down. The line of a kind has only that kind's members.</summary>
internal sealed record DownlinkLine
{
    [JsonConverter(typeof(JsonStringEnumConverter<DownlinkLineKind>))]
    public required DownlinkLineKind Kind { get; init; }

    /// <summary>The message's number in this journal.</summary>
    public required int Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? AccessID { get; init; }

    public string? ParkingCode { get; init; }

    public string? Name { get; init; }

    public long? RequestId { get; init; }

    public string? Timestamp { get; init; }

    public JsonElement? Data { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<DownlinkFault>))]
    public DownlinkFault Fault { get; init; }

    /// <summary>When it is to be published.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What the confirmation says.</summary>
    public bool? Success { get; init; }
}

/// <summary>What a line of the journal is about.</summary>
internal enum DownlinkLineKind
{
    /// <summary>A message was made and will be published.</summary>
    Made,

    /// <summary>The broker has taken the message.</summary>
    Published,

    /// <summary>The message was confirmed, or a fee query answered.</summary>
    Confirmed,

    /// <summary>The message will not be published.</summary>
    Withdrawn,
}
