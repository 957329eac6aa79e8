using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace HzFunctions.Functions.Tests.Heartbeats;

/// <summary>Hears one factory's meters: other tests make meters of the same name at the same time.</summary>
internal sealed class HeardMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    // The handler counts in whatever thread it is in.
    private readonly ConcurrentQueue<string> _seen = new();

    public HeardMetrics(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _seen.Enqueue($"{instrument.Name} {value} {string.Join(',', tags.ToArray())}"));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => _seen.Enqueue($"{instrument.Name} {value}"));
        _listener.Start();
    }

    /// <summary>What was counted, and what the gauges show now.</summary>
    public IReadOnlyList<string> Read()
    {
        _listener.RecordObservableInstruments();
        return [.. _seen];
    }

    public void Dispose() => _listener.Dispose();
}
