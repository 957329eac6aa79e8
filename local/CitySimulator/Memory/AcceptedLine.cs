using System.Text.Json;

namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>One line of the city brain's journal: an upload that it accepted, or one that it did not: an application for deduction, or a record that it has lost.</summary>
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
