using System.Diagnostics.Metrics;
using HzFunctions.MqttBridge.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.MqttBridge.Tests.Telemetry;

/// <summary>What the alert about the bridge looks at.</summary>
public sealed class BridgeMetricsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly BridgeState _state = new(new FakeTimeProvider());
    private readonly MeterListener _listener = new();
    private readonly List<int> _disconnected = [];

    public BridgeMetricsTests()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _ = new BridgeMetrics(factory, _state);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory && instrument.Name == "hz.mqtt.disconnected")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, _, _) => _disconnected.Add(value));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void The_leader_tells_how_many_accesses_are_without_their_connection()
    {
        _state.Become(BridgeRole.Leader);
        _state.Connected("1001");
        _state.Disconnected("1002");
        _listener.RecordObservableInstruments();
        _state.Connected("1002");
        _listener.RecordObservableInstruments();

        Assert.Equal([1, 0], _disconnected);
    }

    [Fact]
    public void A_replica_that_stands_by_tells_nothing_which_would_hide_what_the_leader_tells()
    {
        _state.Become(BridgeRole.StandBy);
        _listener.RecordObservableInstruments();

        Assert.Empty(_disconnected);
    }
}
