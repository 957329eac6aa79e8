namespace HzFunctions.Functions.Storage;

/// <summary>
/// Runs an action once, before the first use, and remembers only success: a process that starts while the storage is away
/// must work as soon as the storage is back.
/// </summary>
internal sealed class OnFirstUse(Func<CancellationToken, Task> action) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _done;

    /// <summary>Returns when the action has succeeded.</summary>
    public ValueTask EnsureAsync(CancellationToken cancellationToken) =>
        _done ? ValueTask.CompletedTask : new ValueTask(RunAsync(cancellationToken));

    public void Dispose() => _gate.Dispose();

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_done)
            {
                await action(cancellationToken).ConfigureAwait(false);
                _done = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
