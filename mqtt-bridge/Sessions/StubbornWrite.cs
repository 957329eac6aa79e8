using HzFunctions.MqttBridge.Storage;

namespace HzFunctions.MqttBridge.Sessions;

/// <summary>Writes until the storage has taken it, or the time for it is over.</summary>
internal sealed class StubbornWrite(BridgeOptions options, TimeProvider time, Random random)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    /// <exception cref="StorageAwayException">The storage did not take it in time.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.EnqueueLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var backOff = new BackOff(FirstDelay, LongestDelay, random);
        Exception? last = null;
        try
        {
            while (true)
            {
                try
                {
                    await write(either.Token).ConfigureAwait(false);
                    return;
                }
                catch (Exception fault) when (StorageFaults.IsOutage(fault, either.Token))
                {
                    last = fault;
                }

                await Task.Delay(backOff.Next(), time, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new StorageAwayException(last);
        }
    }
}
