using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using HzFunctions.Storage;

namespace HzFunctions.MqttBridge.Storage;

/// <summary>
/// The queue <c>mqtt-returned</c>: messages that operations put back from the quarantine, once what was wrong with them (mostly the
/// platform's key in our directory) is put right.
/// </summary>
internal sealed class ReturnQueue(StorageClients storage)
{
    /// <summary>The queue's name.</summary>
    public const string Name = "mqtt-returned";

    private const int AtOnce = 16;
    private static readonly TimeSpan HiddenFor = TimeSpan.FromMinutes(2);

    private readonly QueueClient _queue = storage.Queues.GetQueueClient(Name);

    /// <summary>Shows what is there to <paramref name="handle"/>; what that returns true for is done with.</summary>
    public async Task DrainAsync(Func<ReturnedMessage, Task<bool>> handle, CancellationToken cancellationToken)
    {
        try
        {
            var messages = await _queue.ReceiveMessagesAsync(AtOnce, HiddenFor, cancellationToken).ConfigureAwait(false);
            foreach (var message in messages.Value)
            {
                if (!TryRead(message.MessageText, out var returned) || await handle(returned!).ConfigureAwait(false))
                {
                    await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (RequestFailedException failure) when (failure.Status == StatusCodes.Status404NotFound)
        {
            // Nothing was ever put back.
        }
    }

    // Only the quarantine's desk writes here: what is none of its messages was put here by hand, and nothing is lost with it.
    private static bool TryRead(string text, out ReturnedMessage? returned)
    {
        try
        {
            returned = ReturnedMessage.Read(text);
            return true;
        }
        catch (JsonException)
        {
            returned = null;
            return false;
        }
    }
}
