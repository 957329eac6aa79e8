using HzFunctions.MqttBridge.Directory;

namespace HzFunctions.MqttBridge.Sessions;

/// <summary>The sessions that run, one for each access of the directory. Used by one caller at a time.</summary>
internal sealed class SessionBoard(SessionFactory factory, BridgeState state) : IAsyncDisposable
{
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);

    /// <summary>Starts what is new, ends what is gone, and starts anew what has changed; the others go on undisturbed.</summary>
    public async Task MatchAsync(IReadOnlyList<BridgedAccess> accesses)
    {
        var wanted = accesses.ToDictionary(access => access.AccessId, StringComparer.Ordinal);
        var outdated = _running.Values.Where(running => running.IsOver || wanted.GetValueOrDefault(running.Access.AccessId) != running.Access);
        await StopAsync([.. outdated]).ConfigureAwait(false);
        foreach (var access in accesses.Where(access => !_running.ContainsKey(access.AccessId)))
        {
            state.Disconnected(access.AccessId);
            _running[access.AccessId] = new Running(access, factory.Make(access));
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync([.. _running.Values]).ConfigureAwait(false);

    // Two connections under one client id would throw each other out: the old one is gone before a new one is made.
    private async Task StopAsync(IReadOnlyList<Running> ending)
    {
        await Task.WhenAll(ending.Select(running => running.DisposeAsync().AsTask())).ConfigureAwait(false);
        foreach (var running in ending)
        {
            _running.Remove(running.Access.AccessId);
            state.Forget(running.Access.AccessId);
        }
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _task;

        public Running(BridgedAccess access, AccessSession session)
        {
            Access = access;
            _task = Task.Run(() => session.RunAsync(_stop.Token));
        }

        public BridgedAccess Access { get; }

        /// <summary>It has ended by a fault of ours.</summary>
        public bool IsOver => _task.IsCompleted;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }
    }
}
