using System.Collections.Concurrent;

namespace HzFunctions.MqttBridge;

/// <summary>What this replica is doing, for its probes.</summary>
internal sealed class BridgeState(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, bool> _connections = new(StringComparer.Ordinal);
    private long _beat = time.GetTimestamp();
    private volatile BridgeRole _role = BridgeRole.Starting;

    public BridgeRole Role => _role;

    /// <summary>How long ago this replica last looked after its lease.</summary>
    public TimeSpan SinceBeat => time.GetElapsedTime(Interlocked.Read(ref _beat));

    /// <summary>How many accesses it serves.</summary>
    public int Accesses => _connections.Count;

    /// <summary>How many of them are connected.</summary>
    public int ConnectedAccesses => _connections.Values.Count(connected => connected);

    public void Beat() => Interlocked.Exchange(ref _beat, time.GetTimestamp());

    public void Become(BridgeRole role) => _role = role;

    public void Connected(string accessId) => _connections[accessId] = true;

    public void Disconnected(string accessId) => _connections[accessId] = false;

    public void Forget(string accessId) => _connections.TryRemove(accessId, out _);
}

/// <summary>Which part a replica plays.</summary>
internal enum BridgeRole
{
    /// <summary>It has not reached the storage yet.</summary>
    Starting,

    /// <summary>Another replica has the lease; this one waits for it.</summary>
    StandBy,

    /// <summary>It has the lease and the connections.</summary>
    Leader,
}
