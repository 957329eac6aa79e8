using Azure;

namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>
/// Tries a storage operation until it is done: the storage may be killed at any moment and comes back. Only for operations
/// that may be repeated.
/// </summary>
internal sealed class StorageRetry(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    public Task RunAsync(Func<Task> operation, CancellationToken cancellationToken) =>
        RunAsync(
            async () =>
            {
                await operation();
                return true;
            },
            cancellationToken);

    public async Task<T> RunAsync<T>(Func<Task<T>> operation, CancellationToken cancellationToken)
    {
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                return await operation();
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested
                && error is RequestFailedException or AggregateException or IOException or TaskCanceledException)
            {
                logger.StorageUnavailable(error.Message.Split('\n')[0].Trim());
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }
}
