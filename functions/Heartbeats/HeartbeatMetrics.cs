using System.Diagnostics.Metrics;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Heartbeats;

/// <summary>What is counted of heartbeats: meter <c>HzFunctions</c>. No tag names a car park.</summary>
internal sealed class HeartbeatMetrics
{
    private readonly Histogram<double> _drift;
    private readonly Counter<long> _drifted;
    private int _offline;

    public HeartbeatMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(DownlinkMetrics.MeterName);
        _drift = meter.CreateHistogram<double>("hz.heartbeat.drift", "s", "How far a clock is from the city brain's, ahead or behind, by whose it is");
        _drifted = meter.CreateCounter<long>("hz.heartbeat.drifted", description: "Heartbeats that showed a clock too far from the city brain's, by whose it is");
        meter.CreateObservableGauge("hz.sites.offline", () => Volatile.Read(ref _offline), description: "Car parks that have been silent for too long");
    }

    public void Measured(ClockDrift drift)
    {
        _drift.Record(drift.CarPark.Duration().TotalSeconds, Clock("car-park"));
        _drift.Record(drift.Own.Duration().TotalSeconds, Clock("own"));
    }

    public void CarParkDrifts() => _drifted.Add(1, Clock("car-park"));

    public void OwnDrifts() => _drifted.Add(1, Clock("own"));

    /// <summary>How many car parks the last look has found offline.</summary>
    public void Offline(int sites) => Volatile.Write(ref _offline, sites);

    private static KeyValuePair<string, object?> Clock(string whose) => new("clock", whose);
}
