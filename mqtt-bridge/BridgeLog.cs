using HzFunctions.MqttBridge.Envelopes;

namespace HzFunctions.MqttBridge;

/// <summary>What the bridge says in the log: accesses and reasons, never what a message holds.</summary>
internal static partial class BridgeLog
{
    [LoggerMessage(7001, LogLevel.Information, "This replica leads: it connects to the brokers")]
    public static partial void Leads(ILogger logger);

    [LoggerMessage(7002, LogLevel.Information, "This replica stands by")]
    public static partial void StandsBy(ILogger logger);

    [LoggerMessage(7003, LogLevel.Warning, "The lease is lost: this replica disconnects")]
    public static partial void LeaseLost(ILogger logger);

    [LoggerMessage(7004, LogLevel.Warning, "The storage cannot be reached: {Fault}")]
    public static partial void StorageAway(ILogger logger, string fault);

    [LoggerMessage(7005, LogLevel.Error, "Access {AccessId} cannot be connected: {Reason}")]
    public static partial void AccessMisconfigured(ILogger logger, string accessId, string reason);

    [LoggerMessage(7006, LogLevel.Information, "Access {AccessId} is connected; its session was {Session}")]
    public static partial void Connected(ILogger logger, string accessId, string session);

    [LoggerMessage(7007, LogLevel.Warning, "Access {AccessId} is not connected: {Reason}; the next attempt is in {Delay}")]
    public static partial void NotConnected(ILogger logger, string accessId, string reason, TimeSpan delay);

    [LoggerMessage(7008, LogLevel.Warning, "The broker lets access {AccessId} have only {Granted} of {Asked} topics")]
    public static partial void TopicsDenied(ILogger logger, string accessId, int granted, int asked);

    [LoggerMessage(7009, LogLevel.Critical, "A message of access {AccessId} is in quarantine: {Reason}")]
    public static partial void Quarantined(ILogger logger, string accessId, QuarantineReason reason);

    [LoggerMessage(7010, LogLevel.Error, "The work of this replica broke off and begins anew: {Fault}")]
    public static partial void WorkBrokeOff(ILogger logger, string fault);

    [LoggerMessage(7011, LogLevel.Warning, "A message that was put back is of access {AccessId}, which the bridge does not serve; it stays in its queue")]
    public static partial void ReturnOfNobody(ILogger logger, string accessId);
}
