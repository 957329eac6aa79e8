using System.Text.Json;
using HzFunctions.Local.Accounts;
using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;
using HzFunctions.Local.Run.Live;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Lets the city brain lose records, and has the days of the run reconciled at its end, as an operator does it (POST /ops/reconciliations).</summary>
internal sealed class DayReconciling(RunContacts contacts, IReadOnlyList<CarParkEndpoint> carParks, DateTimeOffset startedAt, TimeProvider time)
{
    // Of each car park and interface every tenth record, in percent: a run has no more than some dozens of each.
    private const int LostShare = 10;

    private readonly List<CarParkEndpoint> _ours = [.. carParks.Where(carPark => carPark.Downlink != DownlinkForm.Own)];
    private readonly List<(Site Site, string Key, string Day)> _ordered = [];

    /// <summary>How each day stands, as it was last read.</summary>
    public IReadOnlyList<ReconciledDay> Days { get; private set; } = [];

    /// <summary>From now on the city brain loses records of the car parks that we reconcile.</summary>
    public async Task LoseAsync(CancellationToken cancellation)
    {
        foreach (var accessId in Accesses())
        {
            await contacts.City.OrderAsync(new { kind = "forget", accessID = accessId, share = LostShare }, cancellation);
        }
    }

    /// <summary>
    /// Orders the reconciliations; the city brain counts wrongly once for each car park. It loses nothing any more: what comes after a day was reconciled would be missed
    /// only by the next night.
    /// </summary>
    public async Task OrderAsync(CancellationToken cancellation)
    {
        await contacts.City.EndFaultsAsync(cancellation);
        foreach (var accessId in Accesses())
        {
            await contacts.City.OrderAsync(
                new { kind = "miscount", accessID = accessId, count = _ours.Count(carPark => carPark.AccessID == accessId) }, cancellation);
        }

        var keys = await contacts.Operations.SiteKeysAsync(cancellation);
        foreach (var carPark in _ours)
        {
            var site = new Site(carPark.AccessID, carPark.ParkingCode);
            foreach (var day in DaysOfTheRun())
            {
                await contacts.Operations.PostAsync("/ops/reconciliations", new { site = keys[site], day, actor = "local run" }, cancellation);
                _ordered.Add((site, keys[site], day));
            }
        }
    }

    /// <summary>Reads how they stand; how many are still under way.</summary>
    public async Task<int> CountOpenAsync(CancellationToken cancellation)
    {
        var days = new List<ReconciledDay>();
        var open = 0;
        foreach (var (site, key, day) in _ordered)
        {
            var report = await contacts.Operations.GetAsync($"/ops/reconciliations/{Uri.EscapeDataString(key)}/{day}", cancellation)
                ?? throw new InvalidOperationException($"The gateway knows nothing of the reconciliation of {day} at {site}.");
            open += report.TryGetProperty("endedAt", out _) ? 0 : 1;
            days.Add(Read(site, day, report));
        }

        Days = days;
        return open;
    }

    private IEnumerable<string> Accesses() => _ours.Select(carPark => carPark.AccessID).Distinct();

    private static ReconciledDay Read(Site site, string day, JsonElement report) => new(
        site,
        day,
        report.GetProperty("state").GetString()!,
        report.TryGetProperty("bills", out var bills) ? bills.GetString() : null,
        report.GetProperty("rounds").GetArrayLength(),
        [
            .. report.GetProperty("findings").EnumerateArray()
                .Where(finding => finding.GetProperty("what").GetString() == "resent")
                .Select(finding => finding.GetProperty("key").GetString()!),
        ]);

    // Whoever leaves after midnight may have arrived the day before.
    private IEnumerable<string> DaysOfTheRun()
    {
        var (first, last) = (startedAt - StayDraw.Longest, time.GetUtcNow());
        return Enumerable.Range(0, (int)Math.Ceiling((last - first).TotalDays)).Select(day => first.AddDays(day)).Append(last).Select(ChinaClock.WriteDate).Distinct();
    }
}
