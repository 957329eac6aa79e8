using HzFunctions.MqttBridge.Directory;

namespace HzFunctions.MqttBridge.Tests.Support;

/// <summary>A directory that a test changes while the bridge runs.</summary>
internal sealed class FakeDirectory(params IReadOnlyList<BridgedAccess> accesses) : IAccessDirectory
{
    private volatile IReadOnlyList<BridgedAccess> _accesses = accesses;

    public IReadOnlyList<BridgedAccess> Accesses
    {
        set => _accesses = value;
    }

    public Task<IReadOnlyList<BridgedAccess>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(_accesses);
}
