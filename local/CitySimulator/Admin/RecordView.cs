using System.Text.Json;
using HzFunctions.Local.CitySimulator.Memory;

namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>A record as the admin endpoint shows it.</summary>
internal sealed record RecordView(
    long Sequence,
    DateTimeOffset ReceivedAt,
    string AccessID,
    string ParkingCode,
    string Interface,
    string? RecordId,
    string? Uid,
    int Repeats,
    int Revisions,
    JsonElement Data,
    PhotoFacts? File)
{
    public static RecordView Of(CityRecord record) => new(
        record.Sequence,
        record.ReceivedAt,
        record.Site.AccessID,
        record.Site.ParkingCode,
        record.Interface,
        record.RecordId,
        record.Uid,
        record.Repeats,
        record.Revisions,
        record.Data,
        record.File);
}
