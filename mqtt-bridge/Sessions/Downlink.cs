using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Storage;

namespace HzFunctions.MqttBridge.Sessions;

/// <summary>What the leader does: it keeps the sessions as the directory wants them, and looks after what comes back from quarantine.</summary>
internal sealed class Downlink(
    IAccessDirectory directory,
    SessionFactory sessions,
    IReturnedMessages returned,
    BridgeState state,
    BridgeOptions options,
    TimeProvider time,
    ILogger<Downlink> logger)
{
    /// <summary>Runs until it is to stop; then every connection has ended, with its session kept at the broker.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var board = new SessionBoard(sessions, state);
        await using (board.ConfigureAwait(false))
        {
            while (!stop.IsCancellationRequested)
            {
                await LookAsync(board, stop).ConfigureAwait(false);
                await Task.Delay(options.DirectoryInterval, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LookAsync(SessionBoard board, CancellationToken stop)
    {
        try
        {
            var accesses = await directory.ReadAsync(stop).ConfigureAwait(false);
            await board.MatchAsync(accesses).ConfigureAwait(false);
            await returned.HandleAsync(accesses, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The caller's loop ends.
        }
        catch (Exception fault) when (fault is StorageAwayException || StorageFaults.IsOutage(fault, stop))
        {
            BridgeLog.StorageAway(logger, StorageFaults.Describe(fault));
        }
    }
}
