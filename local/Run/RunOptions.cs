using HzFunctions.Local.Broker;
using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Local.Run;

/// <summary>What was asked for on the command line.</summary>
internal sealed record RunOptions
{
    /// <summary>How long the traffic lasts; null until interrupted.</summary>
    public TimeSpan? For { get; init; }

    public required int CarParks { get; init; }

    /// <summary>Uploads per second over all car parks.</summary>
    public required double Rate { get; init; }

    /// <summary>When the city brain is away, if it is.</summary>
    public OutagePlan? Outage { get; init; }

    public bool NoTraffic { get; init; }

    public required string State { get; init; }

    /// <summary>Where to write the accounts as JSON, if anywhere.</summary>
    public string? Report { get; init; }

    /// <summary>The folder of a published function app; null for the one that was built.</summary>
    public string? Package { get; init; }

    /// <summary>Which MQTT broker.</summary>
    public BrokerChoice Broker { get; init; }

    /// <summary>How many of 100 stays leave first and pay later.</summary>
    public int PayLater { get; init; } = StayDraw.UsuallyPayLater;

    /// <summary>Whether the city brain loses some of what it accepts, and the days are reconciled at the end.</summary>
    public bool Reconcile { get; init; }

    /// <summary>Where the gateway's keys and secrets are.</summary>
    public KeyChoice Keys { get; init; }

    /// <summary>When the vault answers 429, if it does.</summary>
    public OutagePlan? Throttle { get; init; }

    /// <summary>How long after the traffic began the vault's keys are exchanged, if they are.</summary>
    public TimeSpan? RotateAfter { get; init; }

    /// <summary>Whether all car parks take what is sent down at once.</summary>
    public bool Prompt { get; init; }
}
