using HzFunctions.MqttBridge.Leadership;

namespace HzFunctions.MqttBridge.Tests.Support;

/// <summary>A lease that nobody else wants.</summary>
internal sealed class AlwaysLeader : ILeaderLease
{
    public Task<bool> TryAcquireAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public async Task HoldAsync(CancellationToken cancellationToken) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public Task ReleaseAsync() => Task.CompletedTask;
}
