using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Downlinks;

namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>How the city brain is doing, for whoever watches.</summary>
internal sealed record CityStatus
{
    /// <summary>False while an outage is in force.</summary>
    public required bool Up { get; init; }

    /// <summary>Requests since this process started.</summary>
    public required long Requests { get; init; }

    public DateTimeOffset? LastRequestAt { get; init; }

    /// <summary>Answers since this process started, by resultCode.</summary>
    public required IReadOnlyDictionary<string, long> Answers { get; init; }

    /// <summary>Records kept, by interface.</summary>
    public required IReadOnlyDictionary<string, int> Records { get; init; }

    public required int Repeats { get; init; }

    public required int Revisions { get; init; }

    public required int Violations { get; init; }

    public required int Faults { get; init; }

    public required IReadOnlyList<SiteRecords> Sites { get; init; }

    /// <summary>How many bills there are, by what became of them.</summary>
    public required IReadOnlyDictionary<CityBillState, int> Bills { get; init; }

    /// <summary>How what was sent down has fared.</summary>
    public required DownlinkStatistics Downlinks { get; init; }
}
