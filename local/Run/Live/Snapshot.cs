using HzFunctions.Local.CarParkSimulator.Traffic;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Downlinks;

namespace HzFunctions.Local.Run.Live;

/// <summary>How everything stands at one moment.</summary>
internal sealed record Snapshot
{
    /// <summary>Since the traffic began.</summary>
    public required TimeSpan Elapsed { get; init; }

    public required IReadOnlyList<SiteSnapshot> Sites { get; init; }

    /// <summary>Null when the city brain's process does not answer.</summary>
    public bool? CityBrainUp { get; init; }

    public int? Violations { get; init; }

    /// <summary>Null when there is no traffic, or its process does not answer.</summary>
    public TrafficState? Traffic { get; init; }

    public required IReadOnlyCollection<RestartNote> Restarts { get; init; }

    /// <summary>What is pending over all car parks; null when the gateway could not be asked.</summary>
    public int? Pending => Sites.Any(site => site.Pending is null) ? null : Sites.Sum(site => site.Pending);

    /// <summary>The bills that the city brain knows, by what became of them; null when its process does not answer.</summary>
    public IReadOnlyDictionary<CityBillState, int>? Bills { get; init; }

    /// <summary>How what the city brain sends down has fared; null when its process does not answer.</summary>
    public DownlinkStatistics? Downlinks { get; init; }

    /// <summary>How many messages down the car parks have; null when they could not be asked.</summary>
    public int? Delivered { get; init; }

    /// <summary>Messages down that wait to be published, confirmed, or taken by their car park; null when nobody could be asked.</summary>
    public int? Unsettled => Downlinks is { } downlinks ? downlinks.Waiting + downlinks.Unconfirmed + downlinks.Untaken : null;

    /// <summary>What the car parks sent and have no answer to; null when they could not be asked.</summary>
    public int? Waiting => Sites.Any(site => site.Waiting is null) ? null : Sites.Sum(site => site.Waiting);
}
