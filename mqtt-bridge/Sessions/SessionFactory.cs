using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.MqttBridge.Telemetry;

namespace HzFunctions.MqttBridge.Sessions;

/// <summary>Makes the sessions.</summary>
internal sealed class SessionFactory(
    MqttConnector connector,
    Examiners examiners,
    InboundHandler handler,
    BridgeOptions options,
    BridgeState state,
    BridgeMetrics metrics,
    TimeProvider time,
    Random random,
    ILogger<AccessSession> logger)
{
    public AccessSession Make(BridgedAccess access) => new(access, connector, examiners, handler, options, state, metrics, time, random, logger);
}
