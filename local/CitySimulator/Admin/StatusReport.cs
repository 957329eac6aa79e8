using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.CitySimulator.Faults;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.CitySimulator.Violations;

namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>Draws up the city brain's status.</summary>
internal sealed class StatusReport(
    StandardCatalogue catalogue,
    CityDesk desk,
    BillReport bills,
    DownlinkBook downlinks,
    ViolationBook violations,
    FaultBoard faults,
    CityStatistics statistics,
    TimeProvider time)
{
    private readonly HashSet<string> _events = catalogue.Interfaces
        .Where(definition => definition.Role == UplinkRole.Event)
        .Select(definition => definition.Name)
        .ToHashSet(StringComparer.Ordinal);

    /// <param name="since">Of what was sent down earlier nothing is said.</param>
    public CityStatus Make(DateTimeOffset since)
    {
        var (requests, lastRequestAt, answers) = statistics.Read();
        return desk.Look(memory => new CityStatus
        {
            Up = !faults.IsOutage,
            Requests = requests,
            LastRequestAt = lastRequestAt,
            Answers = answers,
            Records = memory.All.CountBy(record => record.Interface).ToDictionary(),
            Repeats = memory.All.Sum(record => record.Repeats),
            Revisions = memory.All.Sum(record => record.Revisions),
            Violations = violations.All.Count,
            Faults = faults.Active.Count,
            Sites = Sites(memory),
            Bills = bills.Make().CountBy(bill => bill.State).ToDictionary(),
            Downlinks = SentDown(since),
        });
    }

    private DownlinkStatistics SentDown(DateTimeOffset since)
    {
        var wrong = violations.All.Count(violation => violation.Kind == ViolationKind.WrongConfirmation && violation.At >= since);
        return downlinks.Look(all => DownlinkStatistics.Of(
            [.. all.Where(downlink => downlink.PublishedAt is null || downlink.PublishedAt >= since)], wrong, time.GetUtcNow()));
    }

    private List<SiteRecords> Sites(CityMemory memory) =>
    [
        .. memory.All
            .Where(record => _events.Contains(record.Interface))
            .CountBy(record => record.Site)
            .Select(count => new SiteRecords(count.Key.AccessID, count.Key.ParkingCode, count.Value)),
    ];
}
