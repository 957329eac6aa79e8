namespace HzFunctions.MqttBridge.Directory;

/// <summary>Which accesses there are.</summary>
internal interface IAccessDirectory
{
    /// <summary>The accesses whose downlink is the bridge's, as the directory has them now.</summary>
    Task<IReadOnlyList<BridgedAccess>> ReadAsync(CancellationToken cancellationToken);
}
