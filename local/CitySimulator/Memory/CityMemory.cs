using System.Text.Json;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>Everything that the city brain has been told, indexed for the questions that it is asked.</summary>
internal sealed class CityMemory
{
    private readonly List<CityRecord> _all = [];
    private readonly Dictionary<(Site Site, string Interface, string RecordId), CityRecord> _byId = [];
    private readonly Dictionary<(Site Site, string Uid), CityRecord> _arrivals = [];
    private readonly Dictionary<(Site Site, string Interface), List<CityRecord>> _byInterface = [];
    private readonly Dictionary<(Site Site, string BillId), BillHistory> _billsById = [];
    private readonly List<BillHistory> _bills = [];

    private readonly Dictionary<(Site Site, string Interface, string RecordId), LostRecord> _lost = [];
    private readonly HashSet<(Site Site, string Uid)> _lostArrivals = [];

    public long LastSequence { get; private set; }

    public IReadOnlyList<CityRecord> All => _all;

    /// <summary>What was answered with success and is not kept, each once, whatever became of it later.</summary>
    public IReadOnlyCollection<LostRecord> Lost => _lost.Values;

    /// <summary>All bills, in the order in which the city heard of them.</summary>
    public IReadOnlyList<BillHistory> Bills => _bills;

    public BillHistory? Bill(Site site, string billId) => _billsById.GetValueOrDefault((site, billId));

    public CityRecord? Find(Site site, string interfaceName, string recordId) => _byId.GetValueOrDefault((site, interfaceName, recordId));

    public CityRecord? Arrival(Site site, string uid) => _arrivals.GetValueOrDefault((site, uid));

    /// <summary>Whether the stay's arrival was taken, even if it is lost by now.</summary>
    public bool HasHeardOf(Site site, string uid) => _arrivals.ContainsKey((site, uid)) || _lostArrivals.Contains((site, uid));

    /// <summary>Whether the next record of a car park and interface is one of so many percent.</summary>
    public bool IsNextOf(Site site, string interfaceName, string recordId, int percent)
    {
        var before = Of(site, interfaceName).Count(record => !_lost.ContainsKey((site, interfaceName, record.RecordId!)))
            + _lost.Keys.Count(key => (key.Site, key.Interface) == (site, interfaceName));
        return Find(site, interfaceName, recordId) is null
            && !_lost.ContainsKey((site, interfaceName, recordId))
            && (before + 1) * percent / 100 > before * percent / 100;
    }

    public IEnumerable<CityRecord> Of(Site site, string interfaceName) => _byInterface.GetValueOrDefault((site, interfaceName)) ?? [];

    /// <summary>The arrivals at this site that bear this plate.</summary>
    public bool HasSeen(Site site, JsonElement vehicle) =>
        Of(site, "uploadCarInData").Any(arrival => arrival.Data.Text("plateNo") == vehicle.Text("plateNo"));

    public RecordOutcome OutcomeOf(Site site, string interfaceName, string? recordId, string fingerprint)
    {
        if (recordId is null || Find(site, interfaceName, recordId) is not { } known)
        {
            return RecordOutcome.Accepted;
        }

        return known.Fingerprint == fingerprint ? RecordOutcome.Repeat : RecordOutcome.Revision;
    }

    public void Apply(AcceptedLine line)
    {
        LastSequence = line.Sequence;
        var site = new Site(line.AccessID, line.ParkingCode);
        if (BillHistory.BillIdOf(line.Interface, line.Data) is { } billId)
        {
            BillOf(site, billId).Take(line);
        }

        if (line.Outcome == RecordOutcome.Lost)
        {
            _lost.Add((site, line.Interface, line.RecordId!), new LostRecord(site, line.Interface, line.RecordId!, line.ReceivedAt));
            if (line is { Interface: "uploadCarInData", Uid: { } uid })
            {
                _lostArrivals.Add((site, uid));
            }
        }
        else if (line.Outcome == RecordOutcome.Accepted)
        {
            Index(site, new CityRecord(line));
        }
        else if (line.Outcome is RecordOutcome.Repeat or RecordOutcome.Revision)
        {
            _byId[(site, line.Interface, line.RecordId!)].Take(line);
        }
    }

    private BillHistory BillOf(Site site, string billId)
    {
        if (Bill(site, billId) is { } known)
        {
            return known;
        }

        var history = new BillHistory(site, billId);
        _bills.Add(history);
        return _billsById[(site, billId)] = history;
    }

    private void Index(Site site, CityRecord record)
    {
        _all.Add(record);
        if (record.RecordId is { } id)
        {
            _byId[(site, record.Interface, id)] = record;
        }

        if (record is { Interface: "uploadCarInData", Uid: { } uid })
        {
            _arrivals.TryAdd((site, uid), record);
        }

        if (!_byInterface.TryGetValue((site, record.Interface), out var records))
        {
            _byInterface[(site, record.Interface)] = records = [];
        }

        records.Add(record);
    }
}
