using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace HzFunctions.Local.FunctionsHost.Queues;

/// <summary>Where messages go that their function could not digest: the queue's name with "-poison" after it.</summary>
internal sealed class PoisonQueue(QueueClient queue, QueueClient poison, ILogger logger)
{
    /// <summary>Moves a message, as it stands in the queue. Copied first: a failure in between makes two of it, never none.</summary>
    public async Task MoveAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        logger.MovedToPoison(message.MessageId, message.DequeueCount, poison.Name);
        try
        {
            await poison.SendMessageAsync(message.Body, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException error) when (error.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await poison.SendMessageAsync(message.Body, cancellationToken: cancellationToken);
        }

        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
    }
}
