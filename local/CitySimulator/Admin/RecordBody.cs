using System.Text.Json;
using HzFunctions.Local.CitySimulator.Answers;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>Has the city brain have a record that nobody has sent: <c>POST /admin/records</c>.</summary>
internal sealed record RecordBody
{
    public required string AccessID { get; init; }

    public required string ParkingCode { get; init; }

    public required string Interface { get; init; }

    public required JsonElement Data { get; init; }

    /// <summary>When it is said to have come.</summary>
    public required DateTimeOffset At { get; init; }

    /// <exception cref="FormatException">The interface uploads nothing that a day is reconciled by, or the record has no id.</exception>
    public AcceptedLine Read() => DayRecords.IsOne(Interface) && RecordIdentity.Of(Interface, Data) is { } id
        ? new AcceptedLine(0, At, AccessID, ParkingCode, Interface, id, RecordIdentity.Uid(Data), RecordOutcome.Accepted, Data, File: null)
        : throw new FormatException("That is no record by which a day is reconciled.");
}
