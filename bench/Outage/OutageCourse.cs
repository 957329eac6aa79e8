namespace HzFunctions.Bench.Outage;

/// <summary>How an outage went.</summary>
internal sealed record OutageCourse
{
    public required int Events { get; init; }

    /// <summary>Events accepted per second while the city brain was away.</summary>
    public required double AcceptedPerSecond { get; init; }

    /// <summary>From the city brain's return to the first record that it had.</summary>
    public required TimeSpan UntilFirst { get; init; }

    /// <summary>From the first record to the last.</summary>
    public required TimeSpan Draining { get; init; }

    /// <summary>The most messages in the bell queue at once.</summary>
    public required int MostMessages { get; init; }

    /// <summary>The most memory that the handler had resident, in bytes.</summary>
    public required long PeakMemory { get; init; }

    public required CityAudit Audit { get; init; }

    /// <summary>What the city brain counted against us.</summary>
    public required int Violations { get; init; }
}
