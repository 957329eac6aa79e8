using System.Diagnostics.Metrics;
using HzFunctions.MqttBridge.Envelopes;

namespace HzFunctions.MqttBridge.Telemetry;

/// <summary>The meter <c>HzFunctions.MqttBridge</c>. Its dimensions are the access and the reason, never what a message holds.</summary>
internal sealed class BridgeMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "HzFunctions.MqttBridge";

    private readonly Counter<long> _received;
    private readonly Counter<long> _enqueued;
    private readonly Counter<long> _quarantined;
    private readonly Counter<long> _reconnects;
    private readonly UpDownCounter<long> _inFlight;
    private readonly Histogram<double> _lag;

    public BridgeMetrics(IMeterFactory factory, BridgeState state)
    {
        var meter = factory.Create(MeterName);
        _received = meter.CreateCounter<long>("hz.mqtt.received", "{message}", "Messages that brokers delivered, repeated ones too.");
        _enqueued = meter.CreateCounter<long>("hz.mqtt.enqueued", "{message}", "Messages passed on to the queue downlink.");
        _quarantined = meter.CreateCounter<long>("hz.mqtt.quarantined", "{message}", "Messages put into quarantine, by reason.");
        _reconnects = meter.CreateCounter<long>("hz.mqtt.reconnects", "{connection}", "Connections that ended or did not come about.");
        _inFlight = meter.CreateUpDownCounter<long>("hz.mqtt.in_flight", "{message}", "Messages received and not yet acknowledged.");
        meter.CreateObservableGauge("hz.mqtt.disconnected", () => Disconnected(state), "{access}", "Accesses without their connection, told by the replica that leads.");
        _lag = meter.CreateHistogram<double>(
            "hz.mqtt.lag", "s", "From the city brain's own timestamp of a message, which has whole seconds, to its place in the queue.");
    }

    public void Received(string accessId)
    {
        _received.Add(1, Of(accessId));
        _inFlight.Add(1, Of(accessId));
    }

    /// <summary>A message was acknowledged, or given up with its connection.</summary>
    public void LeftFlight(string accessId) => _inFlight.Add(-1, Of(accessId));

    public void Enqueued(string accessId, TimeSpan lag)
    {
        _enqueued.Add(1, Of(accessId));
        _lag.Record(Math.Max(0, lag.TotalSeconds), Of(accessId));
    }

    public void Quarantined(string accessId, QuarantineReason reason) =>
        _quarantined.Add(1, Of(accessId), new KeyValuePair<string, object?>("reason", reason.ToString()));

    public void Disconnected(string accessId) => _reconnects.Add(1, Of(accessId));

    private static IEnumerable<Measurement<int>> Disconnected(BridgeState state) =>
        state.Role == BridgeRole.Leader ? [new Measurement<int>(state.Accesses - state.ConnectedAccesses)] : [];

    private static KeyValuePair<string, object?> Of(string accessId) => new("accessID", accessId);
}
