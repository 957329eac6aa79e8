using System.Text.Json;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Storage;

namespace HzFunctions.MqttBridge.Sessions;

/// <summary>Examines messages that came back from the quarantine just as if the broker had brought them now.</summary>
internal sealed class ReturnedMessages(
    ReturnQueue queue, InboundHandler handler, TimeProvider time, ILogger<ReturnedMessages> logger) : IReturnedMessages
{
    public Task HandleAsync(IReadOnlyList<BridgedAccess> accesses, CancellationToken cancellationToken) =>
        queue.DrainAsync(returned => HandleAsync(returned, accesses, cancellationToken), cancellationToken);

    private async Task<bool> HandleAsync(ReturnedMessage returned, IReadOnlyList<BridgedAccess> accesses, CancellationToken cancellationToken)
    {
        var access = accesses.FirstOrDefault(candidate => candidate.AccessId == returned.AccessId);
        if (access is null)
        {
            BridgeLog.ReturnOfNobody(logger, returned.AccessId);
            return false;
        }

        try
        {
            var message = returned.Arrived(time.GetUtcNow());
            await handler.HandleAsync(access, message, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception fault) when (fault is InvalidKeyException or MisconfiguredAccessException)
        {
            BridgeLog.AccessMisconfigured(logger, access.AccessId, fault.Message);
            return false;
        }
        catch (JsonException)
        {
            // Its payload is nothing that this bridge has written.
            return true;
        }
    }
}
