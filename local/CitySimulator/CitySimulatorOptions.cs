using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Downlinks;

namespace HzFunctions.Local.CitySimulator;

/// <summary>How to run the city brain's simulator.</summary>
internal sealed record CitySimulatorOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public required int Port { get; init; }

    /// <summary>Where accesses.json is found, and what was accepted is kept.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Whether a departure, photo or payment of an unknown stay is answered with 204.</summary>
    public bool RequireArrival { get; init; } = true;

    /// <summary>The broker; none: nothing is sent down.</summary>
    public BrokerLogin? Broker { get; init; }

    /// <summary>The deadlines to which clients are held.</summary>
    public BillDeadlines Bills { get; init; } = BillDeadlines.Standard;

    /// <summary>Whether uploads make the city brain send something down by itself.</summary>
    public bool SendsByItself { get; init; } = true;

    public string AccessesFile => Path.Combine(StateFolder, "accesses.json");

    public string AcceptedFile => Path.Combine(StateFolder, "accepted.jsonl");

    public string DownlinksFile => Path.Combine(StateFolder, "downlinks.jsonl");

    public string ViolationsFile => Path.Combine(StateFolder, "violations.jsonl");
}
