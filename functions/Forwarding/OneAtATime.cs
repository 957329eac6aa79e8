namespace HzFunctions.Functions.Forwarding;

/// <summary>Runs actions one after another, in the order in which they came.</summary>
internal sealed class OneAtATime
{
    private Task _last = Task.CompletedTask;

    /// <summary>Runs an action as soon as all that came before it have ended, however they ended.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> action)
    {
        var ended = new TaskCompletionSource();
        await Interlocked.Exchange(ref _last, ended.Task).ConfigureAwait(false);
        try
        {
            return await action().ConfigureAwait(false);
        }
        finally
        {
            ended.SetResult();
        }
    }
}
