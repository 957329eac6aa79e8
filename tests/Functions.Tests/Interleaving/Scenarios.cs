using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>The scenarios that are explored.</summary>
internal static class Scenarios
{
    private static readonly TimeSpan Disagreement = TimeSpan.FromSeconds(40);

    private static readonly WorldEvent Arrival = Record(RecordKind.Arrival, "arriveID", "a1", "arriveTime", uid: "u1");
    private static readonly WorldEvent Departure = Record("uploadCarOutData", "endID", "d1", "endTime", uid: "u1");
    private static readonly WorldEvent Payment = Record("uploadPayRecord", "billID", "b1", "dealTime", uid: "u1");
    private static readonly WorldEvent Photo = Record(RecordKind.Photo, "photoID", "p1", "time", uid: "u1");
    private static readonly WorldEvent LaterPhoto = Record(RecordKind.Photo, "photoID", "p2", "time", uid: "u1");
    private static readonly WorldEvent OtherArrival = Record(RecordKind.Arrival, "arriveID", "a2", "arriveTime", uid: "u2");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("an arrival after its departure")
        {
            Acceptors = [[Departure, Arrival, Payment]],
            CityBrainFails = true,
        },
        new("an arrival after its departure, and processes die")
        {
            Acceptors = [[Departure, Arrival, Payment]],
            ProcessesDie = true,
            ClocksDisagree = Disagreement,
        },
        new("a revision while the first is under way")
        {
            Acceptors = [[Arrival, Revised(Arrival), Departure]],
            CityBrainFails = true,
        },
        new("a revision while the first is under way, and processes die")
        {
            Acceptors = [[Departure, Revised(Departure)]],
            CityBrainFails = true,
            ProcessesDie = true,
        },
        new("a resend of what was forwarded long ago")
        {
            Before = [Arrival, Departure],
            Acceptors = [[Again(Departure), Again(Arrival), Payment]],
            ProcessesDie = true,
        },
        new("parking states, the newer before the older")
        {
            Acceptors = [[State("08:10:00"), State("08:00:00"), State("08:20:00"), State("08:15:00")]],
            CityBrainFails = true,
            ProcessesDie = true,
        },
        new("photos around an arrival")
        {
            Acceptors = [[Photo, Arrival, LaterPhoto, Departure]],
            CityBrainFails = true,
        },
        new("two acceptors with different contents of one record")
        {
            Acceptors = [[Departure, Arrival], [OtherArrival, Revised(Departure)]],
            CityBrainFails = true,
            ProcessesDie = true,
        },
        new("a storage that fails")
        {
            Acceptors = [[Departure, Arrival, Revised(Departure)]],
            StorageFails = true,
        },
        new("everything fails")
        {
            Before = [OtherArrival],
            Acceptors = [[Departure, Arrival, Revised(Departure), Photo], [Again(OtherArrival), State("08:10:00"), State("08:00:00")]],
            CityBrainFails = true,
            ProcessesDie = true,
            StorageFails = true,
            ClocksDisagree = Disagreement,
        },
    ];

    /// <summary>One with a fault put in on purpose.</summary>
    public static Scenario With(Sabotage sabotage) => new($"sabotage: {sabotage}")
    {
        Before = [OtherArrival],
        Acceptors = [[Departure, Arrival, Revised(OtherArrival)], [Again(OtherArrival), Payment]],
        ProcessesDie = true,
        Sabotage = sabotage,
    };

    private static WorldEvent Record(string kind, string idField, string id, string timeField, string uid) => Event(kind, new JsonObject
    {
        ["uid"] = uid,
        [idField] = id,
        [timeField] = "2026-05-01 08:00:00",
        ["uploadTime"] = "2026-05-01 08:00:01",
        ["note"] = 1,
    });

    private static WorldEvent State(string time) =>
        Event(RecordKind.ParkingState, new JsonObject { ["uploadTime"] = $"2026-05-01 {time}", ["freeBerthNum"] = 7 });

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
        var data = JsonNode.Parse(known.Payload)!["data"]!.DeepClone().AsObject();
        change(data);
        return Event(known.Definition.Name, data);
    }

    private static WorldEvent Event(string kind, JsonObject data) =>
        new(StandardCatalogue.Instance.Find(kind)!, new JsonObject { ["data"] = data }.ToJsonString());
}
