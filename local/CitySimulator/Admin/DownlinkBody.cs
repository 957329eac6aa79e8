using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Durations;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>Asks for a message to be sent down: <c>POST /admin/downlinks</c>.</summary>
internal sealed record DownlinkBody
{
    public required string AccessID { get; init; }

    public required string ParkingCode { get; init; }

    /// <summary>departurePayInfo, fee, payResult, overDueResult or InvoiceInfo.</summary>
    public required string Name { get; init; }

    public required JsonObject Data { get; init; }

    /// <summary>The requestId, where it is not to be the next.</summary>
    public long? RequestId { get; init; }

    /// <summary><c>yyyy-MM-dd HH:mm:ss</c>, where it is not to be now.</summary>
    public string? Timestamp { get; init; }

    /// <summary>How long from now, as 500ms or 2s.</summary>
    public string? After { get; init; }

    public DownlinkFault Fault { get; init; }

    /// <exception cref="FormatException">The timestamp or the duration cannot be read.</exception>
    public DownlinkOrder Read() => new(new Site(AccessID, ParkingCode), Name, Data)
    {
        RequestId = RequestId,
        Timestamp = Timestamp is null ? null : ChinaClock.Read(Timestamp) ?? throw new FormatException($"\"{Timestamp}\" is no {ChinaClock.DateTimeFormat}."),
        After = After is null ? TimeSpan.Zero
            : DurationText.TryParse(After, out var after) ? after
            : throw new FormatException($"\"{After}\" is no duration; write 500ms or 2s."),
        Fault = Fault,
    };
}
