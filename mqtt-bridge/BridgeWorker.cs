using HzFunctions.MqttBridge.Leadership;
using HzFunctions.MqttBridge.Sessions;
using HzFunctions.MqttBridge.Storage;

namespace HzFunctions.MqttBridge;

/// <summary>Leads while it has the lease, stands by while another replica has it; no fault ends it.</summary>
internal sealed class BridgeWorker(
    ILeaderLease lease, Downlink downlink, BridgeState state, TimeProvider time, ILogger<BridgeWorker> logger) : BackgroundService
{
    private static readonly TimeSpan StandByInterval = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            state.Beat();
            await TakeTurnAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(StandByInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TakeTurnAsync(CancellationToken stop)
    {
        try
        {
            if (await lease.TryAcquireAsync(stop).ConfigureAwait(false))
            {
                await LeadAsync(stop).ConfigureAwait(false);
            }

            StandBy();
        }
        catch (Exception fault) when (StorageFaults.IsOutage(fault, stop))
        {
            BridgeLog.StorageAway(logger, StorageFaults.Describe(fault));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The caller's loop ends.
        }
#pragma warning disable CA1031 // A bridge that has died of a fault of its own delivers nothing at all.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            BridgeLog.WorkBrokeOff(logger, fault.GetType().Name);
        }
    }

    private async Task LeadAsync(CancellationToken stop)
    {
        BridgeLog.Leads(logger);
        state.Become(BridgeRole.Leader);
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var holding = lease.HoldAsync(leading.Token);
        var serving = downlink.RunAsync(leading.Token);
        await Task.WhenAny(holding, serving).ConfigureAwait(false);
        await leading.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(holding, serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Whether it is still ours or not: another replica's is not touched by giving ours back.
        await lease.ReleaseAsync().ConfigureAwait(false);
        await serving.ConfigureAwait(false);
    }

    private void StandBy()
    {
        if (state.Role != BridgeRole.StandBy)
        {
            state.Become(BridgeRole.StandBy);
            BridgeLog.StandsBy(logger);
        }
    }
}
