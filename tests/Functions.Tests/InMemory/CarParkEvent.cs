using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>An event that a car park sends, past validation: only the fields that the journal looks at, and one more.</summary>
internal sealed record CarParkEvent(InterfaceDefinition Definition, string Payload)
{
    /// <summary>The record as the journal knows it.</summary>
    public EventRecord Record { get; } = EventRecordReader.Read(Definition.Name, Payload, photo: null)!;

    public static CarParkEvent Arrival(string id, string uid) => Stay(RecordKind.Arrival, "arriveID", id, "arriveTime", uid);

    public static CarParkEvent Departure(string id, string uid) => Stay("uploadCarOutData", "endID", id, "endTime", uid);

    public static CarParkEvent Payment(string id, string uid) => Stay("uploadPayRecord", "billID", id, "dealTime", uid);

    public static CarParkEvent Photo(string id, string uid) => Stay(RecordKind.Photo, "photoID", id, "time", uid);

    /// <summary>How many berths were free at a time of the first of May.</summary>
    public static CarParkEvent State(string time, int freeBerthNum = 7) =>
        Of(RecordKind.ParkingState, new JsonObject { ["uploadTime"] = $"2026-05-01 {time}", ["freeBerthNum"] = freeBerthNum });

    /// <summary>The same event, sent at another time of that day.</summary>
    public CarParkEvent SentAt(string time) => With("uploadTime", $"2026-05-01 {time}");

    /// <summary>The same event with other content.</summary>
    public CarParkEvent Noting(int note) => With("note", note);

    /// <summary>The same event with one field different.</summary>
    public CarParkEvent With(string field, JsonNode value)
    {
        var data = JsonNode.Parse(Payload)!["data"]!.DeepClone().AsObject();
        data[field] = value;
        return Of(Definition.Name, data);
    }

    private static CarParkEvent Stay(string kind, string idField, string id, string timeField, string uid) => Of(kind, new JsonObject
    {
        ["uid"] = uid,
        [idField] = id,
        [timeField] = "2026-05-01 08:00:00",
        ["uploadTime"] = "2026-05-01 08:00:01",
        ["note"] = 1,
    });

    private static CarParkEvent Of(string kind, JsonObject data) =>
        new(StandardCatalogue.Instance.Find(kind)!, new JsonObject { ["data"] = data }.ToJsonString());
}
