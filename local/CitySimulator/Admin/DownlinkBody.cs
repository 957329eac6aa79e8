using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Durations;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>Asks for a message to be sent down: <c>POST /admin/downlinks</c>.</summary>
internal sealed record DownlinkBody
{
    private static readonly string[] Names = ["departurePayInfo", "fee", "payResult", "overDueResult", "InvoiceInfo"];

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

    /// <param name="accesses">Those to which something can be sent down. Whether they have the car park is not asked: a platform may err.</param>
    /// <exception cref="FormatException">There is no such message or access, or the timestamp or the duration cannot be read.</exception>
    public DownlinkOrder Read(AccessRegister accesses) => new(SiteIn(accesses), KnownName(), Data)
    {
        RequestId = RequestId,
        Timestamp = Timestamp is null ? null : ChinaClock.Read(Timestamp) ?? throw new FormatException($"\"{Timestamp}\" is no {ChinaClock.DateTimeFormat}."),
        After = After is null ? TimeSpan.Zero
            : DurationText.TryParse(After, out var after) ? after
            : throw new FormatException($"\"{After}\" is no duration; write 500ms or 2s."),
        Fault = Fault,
    };

    private Site SiteIn(AccessRegister accesses) => accesses.Find(AccessID) is { PlatformKey: not null }
        ? new Site(AccessID, ParkingCode)
        : throw new FormatException($"\"{AccessID}\" is no access that the platform has a key for.");

    private string KnownName() => Names.Contains(Name) ? Name : throw new FormatException($"\"{Name}\" is none of {string.Join(", ", Names)}.");
}
