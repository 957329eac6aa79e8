using System.Text.Json;

namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>One line of the city brain's journal: an upload that it accepted, or an application for deduction that it did not.</summary>
internal sealed record AcceptedLine(
    long Sequence,
    DateTimeOffset ReceivedAt,
    string AccessID,
    string ParkingCode,
    string Interface,
    string? RecordId,
    string? Uid,
    RecordOutcome Outcome,
    JsonElement Data,
    PhotoFacts? File);
