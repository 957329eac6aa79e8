using HzFunctions.Local.CarParkSimulator.Traffic;

namespace HzFunctions.Local.CarParkSimulator.Control;

/// <summary>What the car parks' process says about itself.</summary>
internal sealed record TrafficStatus(TrafficState State, int Generation, IReadOnlyList<SiteTraffic> Sites);
