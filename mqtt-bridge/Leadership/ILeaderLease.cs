namespace HzFunctions.MqttBridge.Leadership;

/// <summary>Decides which replica connects.</summary>
internal interface ILeaderLease
{
    /// <summary>Tries to become the leader. False: another replica is.</summary>
    Task<bool> TryAcquireAsync(CancellationToken cancellationToken);

    /// <summary>Keeps the lease up; returns when it is lost, or may be, or when cancelled.</summary>
    Task HoldAsync(CancellationToken cancellationToken);

    /// <summary>Gives the lease back, so that another replica need not wait for its end.</summary>
    Task ReleaseAsync();
}
