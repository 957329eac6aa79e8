using HzFunctions.Local.CarParkSimulator.Traffic;

namespace HzFunctions.Local.CarParkSimulator.Control;

/// <summary>What the car parks' process says about itself.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Generation">The how manieth run over its ledger it is.</param>
/// <param name="Delivered">How many messages of the city brain its car parks have.</param>
/// <param name="Sites">How each car park fares.</param>
internal sealed record TrafficStatus(TrafficState State, int Generation, int Delivered, IReadOnlyList<SiteTraffic> Sites);
