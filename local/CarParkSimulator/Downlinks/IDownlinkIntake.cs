namespace HzFunctions.Local.CarParkSimulator.Downlinks;

/// <summary>How a car park gets at what the city brain sends down.</summary>
internal interface IDownlinkIntake
{
    /// <summary>Completes when messages that are sent from now on will reach it.</summary>
    Task Listening { get; }

    /// <summary>Takes messages until told to stop; nothing that others do ends it.</summary>
    Task RunAsync(CancellationToken stop);
}
