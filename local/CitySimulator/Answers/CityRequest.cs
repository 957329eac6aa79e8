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

    /// <summary>Of how many percent it is that records of its kind are lost after the answer; null: nothing is.</summary>
    public int? LostShare { get; init; }

    /// <summary>Whether a fault makes the city brain count too few, or cut its list.</summary>
    public bool IsAnsweredWrongly { get; init; }

    public string? UploadTime => Data.Text("uploadTime");
}
