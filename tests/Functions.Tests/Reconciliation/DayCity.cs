using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>
/// A city brain that keeps what is uploaded and answers the questions of a day from that, written apart from the product. It can lose what it has accepted, refuse it, count wrongly, cut its
/// lists, and have what nobody sent.
/// </summary>
internal sealed class DayCity(TimeProvider clock) : IDirectCalls, ISiteUplink
{
    private static readonly Dictionary<string, (int Type, string IdField, string TimeField)> Kinds = new(StringComparer.Ordinal)
    {
        [RecordKind.Arrival] = (0, "arriveID", "arriveTime"),
        [RecordKind.Departure] = (1, "endID", "endTime"),
        [RecordKind.Payment] = (2, "billID", "dealTime"),
        [RecordKind.Photo] = (3, "photoID", "time"),
    };

    private readonly Lock _gate = new();
    private readonly List<Kept> _kept = [];
    private readonly List<HeardCall> _calls = [];

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(4);

    /// <summary>The questions so far.</summary>
    public IReadOnlyList<HeardCall> Calls => _calls;

    /// <summary>Each upload: the car park's code, the interface and the record's id.</summary>
    public List<(string ParkingCode, string Kind, string Id)> Uploads { get; } = [];

    /// <summary>Uploads that are accepted and lost.</summary>
    public Predicate<(string ParkingCode, string Kind, string Id)> Loses { get; set; } = _ => false;

    /// <summary>Uploads that are refused.</summary>
    public Predicate<(string ParkingCode, string Kind, string Id)> Refuses { get; set; } = _ => false;

    /// <summary>How many arrivals it counts too many (or too few) at a car park, until it was asked once.</summary>
    public Dictionary<string, int> Miscounts { get; } = [];

    /// <summary>Answers a question in its own way; null: as it should.</summary>
    public Func<HeardCall, CityBrainAnswer?> Answer { get; set; } = _ => null;

    /// <summary>What checkDailyBill says; null: there are no bills.</summary>
    public JsonObject? DailyBills { get; set; }

    /// <summary>Whether its days are those of the uploads.</summary>
    public bool GoesByUploads { get; init; }

    /// <summary>How often a record came up.</summary>
    public int TimesOf(string parkingCode, string kind, string id) => Uploads.Count(upload => upload == (parkingCode, kind, id));

    /// <summary>The calls of an interface.</summary>
    public IReadOnlyList<HeardCall> CallsOf(string interfaceName) => [.. _calls.Where(call => call.Interface == interfaceName)];

    /// <summary>Puts something in that nobody sent.</summary>
    public void Invent(string parkingCode, string kind, string id, string uid, string time) =>
        _kept.Add(new Kept(parkingCode, kind, id, uid, GoesByUploads ? HzFunctions.CityBrain.ChinaTime.Format(clock.GetUtcNow()) : time, 0));

    /// <summary>Forgets a record.</summary>
    public void Forget(string kind, string id) => Assert.Equal(1, _kept.RemoveAll(kept => kept.Kind == kind && kept.Id == id));

    public Task<CityBrainAnswer> SendAsync(
        SiteId site, string kind, string payload, string? file, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var data = JsonNode.Parse(payload)!["data"]!;
        if (!Kinds.TryGetValue(kind, out var fields))
        {
            return Task.FromResult(ScriptedUplink.Accepted);
        }

        var upload = ((string)data["parkingCode"]!, kind, (string)data[fields.IdField]!);
        lock (_gate)
        {
            Uploads.Add(upload);
            if (Refuses(upload))
            {
                return Task.FromResult(ScriptedUplink.Refused($"无法识别 {upload.Item3}"));
            }

            if (!Loses(upload))
            {
                var time = GoesByUploads ? HzFunctions.CityBrain.ChinaTime.Format(clock.GetUtcNow()) : (string)data[fields.TimeField]!;
                _kept.RemoveAll(kept => (kept.ParkingCode, kept.Kind, kept.Id) == upload);
                _kept.Add(new Kept(upload.Item1, kind, upload.Item3, (string)data["uid"]!, time, (long?)data["actualPay"] ?? 0));
            }

            return Task.FromResult(ScriptedUplink.Accepted);
        }
    }

    public Task<CityBrainAnswer> CallAsync(string accessId, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
    {
        var call = new HeardCall(accessId, definition.Name, payload);
        lock (_gate)
        {
            _calls.Add(call);
            return Task.FromResult(Answer(call) ?? definition.Name switch
            {
                "uploadCheckRecord" => Check(call),
                "downUID" => List(call),
                "checkDailyBill" when DailyBills is not null => Of(DailyBills),
                "checkDailyBill" => ScriptedUplink.NoData,
                _ => ScriptedUplink.Accepted,
            });
        }
    }

    /// <summary>An accepted answer with members of its own.</summary>
    public static CityBrainAnswer Of(JsonNode body) =>
        new(AnswerOutcome.Accepted, "200", "操作成功", System.Text.Json.JsonElement.Parse(body.ToJsonString()), TimeSpan.Zero);

    /// <summary>A list as downUID prints it, with something after it that makes it so long.</summary>
    public static JsonObject ListOf(JsonArray records, int length = 0) => new()
    {
        ["data"] = new JsonObject { ["result"] = records, ["filler"] = new string('x', length) },
    };

    private CityBrainAnswer Check(HeardCall call)
    {
        var code = call.Data.GetProperty("parkingCode").GetString()!;
        var day = call.Data.GetProperty("checkDate").GetString()!;
        Miscounts.Remove(code, out var tooMany);
        var mark = (Number("arriveNum") == Of(RecordKind.Arrival).Count + tooMany ? 0 : 1)
            + (Number("leaveNum") == Of(RecordKind.Departure).Count ? 0 : 2)
            + (Number("payNum") == Of(RecordKind.Payment).Count && Number("payTotal") == Of(RecordKind.Payment).Sum(bill => bill.Amount) ? 0 : 4);
        return DayCity.Of(new JsonObject { ["accountMark"] = mark, ["photoMark"] = Number("photoNum") == Of(RecordKind.Photo).Count ? 0 : 1 });

        long Number(string field) => call.Data.GetProperty(field).GetInt64();
        List<Kept> Of(string kind) => On(code, kind, day);
    }

    private CityBrainAnswer List(HeardCall call)
    {
        var type = call.Data.GetProperty("type").GetInt32();
        var (kind, fields) = Kinds.Single(known => known.Value.Type == type);
        var records = On(call.Data.GetProperty("parkingCode").GetString()!, kind, call.Data.GetProperty("accountDate").GetString()!)
            .Select(kept => (JsonNode)new JsonObject { ["UID"] = kept.Uid, [fields.IdField] = kept.Id })
            .ToArray();
        return records.Length == 0 ? ScriptedUplink.NoData : Of(ListOf(new JsonArray(records)));
    }

    private List<Kept> On(string parkingCode, string kind, string day) =>
        [.. _kept.Where(kept => kept.ParkingCode == parkingCode && kept.Kind == kind && kept.Time.StartsWith(day, StringComparison.Ordinal))];

    private sealed record Kept(string ParkingCode, string Kind, string Id, string Uid, string Time, long Amount);
}
