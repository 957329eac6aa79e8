using HzFunctions.Local.CarParkSimulator.Stays;

namespace HzFunctions.Local.CarParkSimulator;

/// <summary>How to run the car parks' simulator.</summary>
internal sealed record CarParkSimulatorOptions
{
    /// <summary>The loopback port at which it says how it fares and can be told to stop; 0 takes a free one.</summary>
    public required int Port { get; init; }

    /// <summary>The file that says where the gateway is, and which car parks there are.</summary>
    public required string EndpointsFile { get; init; }

    /// <summary>Where the ledger is kept.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Uploads per second over all car parks.</summary>
    public required double Rate { get; init; }

    /// <summary>What chance starts from.</summary>
    public required int Seed { get; init; }

    /// <summary>How many of 100 stays leave first and pay later.</summary>
    public int PayLater { get; init; } = StayDraw.UsuallyPayLater;

    /// <summary>Whether what is sent down is taken at once, each time.</summary>
    public bool Prompt { get; init; }
}
