using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>The scenarios that are explored.</summary>
internal static class Scenarios
{
    private static readonly WorldEvent Arrival = Record(RecordKind.Arrival, "arriveID", "a1", "arriveTime", uid: "u1");
    private static readonly WorldEvent Departure = Record("uploadCarOutData", "endID", "d1", "endTime", uid: "u1");
    private static readonly WorldEvent Payment = Record("uploadPayRecord", "billID", "b1", "dealTime", uid: "u1");
    private static readonly WorldEvent Photo = Record(RecordKind.Photo, "photoID", "p1", "time", uid: "u1");
    private static readonly WorldEvent LaterPhoto = Record(RecordKind.Photo, "photoID", "p2", "time", uid: "u1");
    private static readonly WorldEvent OtherArrival = Record(RecordKind.Arrival, "arriveID", "a2", "arriveTime", uid: "u2");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("an arrival that comes after its departure") { Acceptors = [[Departure, Arrival, Payment]], CityBrainFails = true },
        new("an arrival that comes after its departure, and processes that die") { Acceptors = [[Departure, Arrival, Payment]], ProcessesDie = true },
        new("a revision while the first is under way") { Acceptors = [[Arrival, Revised(Arrival), Departure]], CityBrainFails = true },
        new("a revision while the first is under way, and processes that die")
        {
            Acceptors = [[Departure, Revised(Departure)]], CityBrainFails = true, ProcessesDie = true,
        },
        new("a resend of what was forwarded long ago")
        {
            Before = [Arrival, Departure], Acceptors = [[Again(Departure), Again(Arrival), Payment]], ProcessesDie = true,
        },
        new("parking states of which a newer one supersedes an older one")
        {
            Acceptors = [[State("08:10:00"), State("08:00:00"), State("08:20:00"), State("08:15:00")]], CityBrainFails = true, ProcessesDie = true,
        },
        new("photos around an arrival") { Acceptors = [[Photo, Arrival, LaterPhoto, Departure]], CityBrainFails = true },
        new("two stays through two acceptors, who get different contents of one record")
        {
            Acceptors = [[Departure, Arrival], [OtherArrival, Revised(Departure)]], CityBrainFails = true, ProcessesDie = true,
        },
        new("a storage that fails") { Acceptors = [[Departure, Arrival, Revised(Departure)]], StorageFails = true },
        new("everything fails")
        {
            Before = [OtherArrival],
            Acceptors = [[Departure, Arrival, Revised(Departure), Photo], [Again(OtherArrival), State("08:10:00"), State("08:00:00")]],
            CityBrainFails = true,
            ProcessesDie = true,
            StorageFails = true,
        },
    ];

    private static WorldEvent Record(string kind, string idField, string id, string timeField, string uid) => new(
        StandardCatalogue.Instance.Find(kind)!,
        new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["uid"] = uid,
                [idField] = id,
                [timeField] = "2026-05-01 08:00:00",
                ["uploadTime"] = "2026-05-01 08:00:01",
                ["note"] = 1,
            },
        }.ToJsonString());

    private static WorldEvent State(string time) => new(
        StandardCatalogue.Instance.Find(RecordKind.ParkingState)!,
        new JsonObject { ["data"] = new JsonObject { ["uploadTime"] = $"2026-05-01 {time}", ["freeBerthNum"] = 7 } }.ToJsonString());

    /// <summary>The same record with other content, sent later.</summary>
    private static WorldEvent Revised(WorldEvent known) => Changed(known, data =>
    {
        data["note"] = 2;
        data["uploadTime"] = "2026-05-01 08:05:00";
    });

    /// <summary>The same content, sent later.</summary>
    private static WorldEvent Again(WorldEvent known) => Changed(known, data => data["uploadTime"] = "2026-05-01 08:12:00");

    private static WorldEvent Changed(WorldEvent known, Action<JsonObject> change)
    {
        var root = JsonNode.Parse(known.Payload)!.AsObject();
        change(root["data"]!.AsObject());
        return known with { Payload = root.ToJsonString() };
    }
}
