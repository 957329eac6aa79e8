using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>An upload that was opened and found to be as the standard wants it.</summary>
internal sealed record CityRequest(
    KnownAccess Access,
    InterfaceDefinition Definition,
    JsonElement Data,
    PhotoFacts? File,
    DateTimeOffset Now)
{
    public string Interface => Definition.Name;

    public Site Site { get; } = Access.SiteOf(RecordIdentity.ParkingCode(Data));

    public string? RecordId { get; } = RecordIdentity.Of(Definition.Name, Data);

    public string? Uid { get; } = RecordIdentity.Uid(Data);

    public string? UploadTime => Data.Text("uploadTime");
}
