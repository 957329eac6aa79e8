namespace HzFunctions.Local.CarParkSimulator.Traffic;

/// <summary>How far the traffic is.</summary>
internal enum TrafficState
{
    Playing,

    /// <summary>Nothing new is sent, but something sent has no answer yet.</summary>
    Finishing,

    /// <summary>Everything sent has been answered.</summary>
    Finished,
}
