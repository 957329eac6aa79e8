using Azure;
using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.MqttBridge.Storage;
using HzFunctions.MqttBridge.Telemetry;

namespace HzFunctions.MqttBridge.Sessions;

/// <summary>What the bridge does with a message: it is in the queue or in quarantine when this returns, and may then be acknowledged.</summary>
internal sealed class InboundHandler(
    Examiners examiners, IDownlinkQueue queue, IQuarantine quarantine, StubbornWrite write, BridgeMetrics metrics, TimeProvider time, ILogger<InboundHandler> logger)
{
    /// <exception cref="StorageAwayException">The storage took it neither here nor there in time.</exception>
    public async Task HandleAsync(BridgedAccess access, InboundMessage message, CancellationToken cancellationToken)
    {
        var examined = await examiners.ExamineAsync(access, message, cancellationToken).ConfigureAwait(false);
        var fault = examined.IsGood ? await EnqueueAsync(access, examined, cancellationToken).ConfigureAwait(false) : examined.Fault;
        if (fault is { } reason)
        {
            await write.RunAsync(cancel => quarantine.KeepAsync(access.AccessId, message, reason, cancel), cancellationToken).ConfigureAwait(false);
            metrics.Quarantined(access.AccessId, reason);
            BridgeLog.Quarantined(logger, access.AccessId, reason);
        }
    }

    /// <summary>Null when the message is in the queue, else why it never will be.</summary>
    private async Task<QuarantineReason?> EnqueueAsync(BridgedAccess access, Examination examined, CancellationToken cancellationToken)
    {
        try
        {
            await write.RunAsync(cancel => queue.EnqueueAsync(examined.QueueText!, cancel), cancellationToken).ConfigureAwait(false);
            metrics.Enqueued(access.AccessId, time.GetUtcNow() - examined.Timestamp!.Value);
            return null;
        }
        catch (RequestFailedException failure) when (StorageFaults.IsRefusal(failure))
        {
            // Text that JSON or XML has to escape takes several times its bytes.
            return QuarantineReason.TooLarge;
        }
    }
}
