namespace HzFunctions.Functions.Storage;

/// <summary>
/// Runs an action once, before the first use, and remembers only success: a process that starts while the storage is away
/// must work as soon as the storage is back.
/// </summary>
internal sealed class OnFirstUse(Func<CancellationToken, Task> action)
{
    private readonly Lock _gate = new();
    private Task? _attempt;

    /// <summary>Returns when the action has succeeded.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken)
    {
        var attempt = Volatile.Read(ref _attempt);
        if (attempt is { IsCompletedSuccessfully: true })
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            if (_attempt is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _attempt = action(CancellationToken.None);
            }

            attempt = _attempt;
        }

        return attempt.WaitAsync(cancellationToken);
    }
}
