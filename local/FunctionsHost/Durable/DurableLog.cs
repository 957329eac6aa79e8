namespace HzFunctions.Local.FunctionsHost.Durable;

/// <summary>What the host says about orchestrations. Inputs, outputs and events are never shown.</summary>
internal static partial class DurableLog
{
    [LoggerMessage(600, LogLevel.Warning, "The task hub's storage does not do what it is asked and is asked again: {Reason}")]
    public static partial void StorageUnavailable(this ILogger logger, string reason);

    [LoggerMessage(601, LogLevel.Information, "Task hub '{Hub}': {Count} instances, {Active} of them not finished.")]
    public static partial void HubLoaded(this ILogger logger, string hub, int count, int active);

    [LoggerMessage(602, LogLevel.Information, "Task hub '{Hub}' is held by another host; waiting for its lease.")]
    public static partial void HubHeld(this ILogger logger, string hub);

    [LoggerMessage(603, LogLevel.Warning, "The host that held task hub '{Hub}' is dead: its lease is taken over.")]
    public static partial void LeaseTakenOver(this ILogger logger, string hub);

    [LoggerMessage(604, LogLevel.Debug, "Instance '{InstanceId}' of '{Name}' started (execution {ExecutionId}).")]
    public static partial void InstanceStarted(this ILogger logger, string instanceId, string name, string executionId);

    [LoggerMessage(605, LogLevel.Debug, "Instance '{InstanceId}' of '{Name}': turn {Turn}, {Events} new events, now {Status}.")]
    public static partial void TurnDone(this ILogger logger, string instanceId, string name, int turn, int events, string status);

    [LoggerMessage(606, LogLevel.Error, "Instance '{InstanceId}' of '{Name}' FAILED for good: {Reason}")]
    public static partial void TurnBroken(this ILogger logger, string instanceId, string name, string reason);

    [LoggerMessage(607, LogLevel.Warning, "A turn of instance '{InstanceId}' of '{Name}' is abandoned and tried again in {Delay}: {Reason}")]
    public static partial void TurnAbandoned(this ILogger logger, string instanceId, string name, TimeSpan delay, string reason);

    [LoggerMessage(608, LogLevel.Error, "Instance '{InstanceId}' cannot be worked on and is tried again in {Delay}.")]
    public static partial void InstanceTroubled(this ILogger logger, string instanceId, TimeSpan delay, Exception error);

    [LoggerMessage(609, LogLevel.Debug, "A message to instance '{InstanceId}' is dropped: there is no such instance, or it is finished.")]
    public static partial void MessageDropped(this ILogger logger, string instanceId);

    [LoggerMessage(610, LogLevel.Error, "Sub-orchestration '{InstanceId}' cannot be started: an instance with this id is not finished. Its parent waits for ever, as it would in Azure.")]
    public static partial void ChildRefused(this ILogger logger, string instanceId);

    [LoggerMessage(611, LogLevel.Error, "The orchestrator function '{Name}' of instance '{InstanceId}' failed: its completion says so.")]
    public static partial void OrchestratorFailed(this ILogger logger, string instanceId, string name);

    [LoggerMessage(612, LogLevel.Information, "The gRPC listener of the durable engine is at {Address}.")]
    public static partial void ListenerStarted(this ILogger logger, Uri address);
}
