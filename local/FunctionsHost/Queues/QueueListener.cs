using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Queues;

/// <summary>
/// Takes messages from a queue while there is room: a batch at a time, and the next one as soon as no more than
/// newBatchThreshold messages are being worked on.
/// </summary>
internal sealed class QueueListener(
    QueueClient queue, QueueDelivery delivery, QueueSettings settings, TimeProvider time, ILogger logger) : ITriggerListener
{
    private readonly PollingDelay _delay = new(settings.MaxPollingInterval);
    private readonly RunningTasks _running = new();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _running.WaitForAtMostAsync(settings.NewBatchThreshold, cancellationToken);
                var messages = await TakeAsync(cancellationToken);
                foreach (var message in messages)
                {
                    _running.Add(delivery.DeliverAsync(message, cancellationToken));
                }

                if (messages.Count > 0)
                {
                    _delay.Reset();
                }
                else
                {
                    await Task.Delay(_delay.AfterNothing(), time, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _running.WaitForAtMostAsync(0, CancellationToken.None);
        }
    }

    /// <summary>The next messages; none when the queue cannot be read, which the log tells.</summary>
    private async Task<IReadOnlyList<QueueMessage>> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await queue.ReceiveMessagesAsync(settings.BatchSize, QueueDelivery.Invisibility, cancellationToken)).Value;
        }
        catch (RequestFailedException error) when (error.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await CreateAsync(cancellationToken);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            logger.QueueUnreadable(queue.Name, error.Message);
        }

        return [];
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            logger.QueueUnreadable(queue.Name, error.Message);
        }
    }
}
