using HzFunctions.MqttBridge.Directory;

namespace HzFunctions.MqttBridge.Sessions;

/// <summary>Messages that operations put back from the quarantine.</summary>
internal interface IReturnedMessages
{
    /// <summary>Does with those that are there what is done with messages of the broker.</summary>
    Task HandleAsync(IReadOnlyList<BridgedAccess> accesses, CancellationToken cancellationToken);
}
