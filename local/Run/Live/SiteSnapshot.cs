using HzFunctions.Local.Records;

namespace HzFunctions.Local.Run.Live;

/// <summary>How one car park stands, as far as it could be asked; what could not be asked is null.</summary>
internal sealed record SiteSnapshot
{
    public required Site Site { get; init; }

    public required string Name { get; init; }

    /// <summary>Events that the gateway acknowledged.</summary>
    public int? Accepted { get; init; }

    /// <summary>Events sent and not yet answered.</summary>
    public int? Waiting { get; init; }

    /// <summary>Events that the city brain has.</summary>
    public int? Forwarded { get; init; }

    /// <summary>Events in the gateway's outbox.</summary>
    public int? Pending { get; init; }

    /// <summary>Events that the city brain refused.</summary>
    public int? Refused { get; init; }

    public bool Suspended { get; init; }

    public DateTimeOffset? BackingOffUntil { get; init; }
}
