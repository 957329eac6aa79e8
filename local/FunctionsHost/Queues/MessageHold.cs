using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace HzFunctions.Local.FunctionsHost.Queues;

/// <summary>Keeps a message hidden while its function runs, and knows the receipt with which it can be settled.</summary>
internal sealed class MessageHold : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly QueueClient _queue;
    private readonly QueueMessage _message;
    private readonly Task _renewing;
    private volatile string _popReceipt;

    public MessageHold(QueueClient queue, QueueMessage message, TimeSpan invisibility, TimeProvider time, ILogger logger)
    {
        _queue = queue;
        _message = message;
        _popReceipt = message.PopReceipt;
        _renewing = RenewAsync(invisibility, time, logger);
    }

    /// <summary>The newest receipt; it changes with each renewal.</summary>
    public string PopReceipt => _popReceipt;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _renewing;
    }

    private async Task RenewAsync(TimeSpan invisibility, TimeProvider time, ILogger logger)
    {
        try
        {
            while (true)
            {
                await Task.Delay(invisibility / 2, time, _ending.Token);
                try
                {
                    // A renewal that was begun is waited for: cut off, it could leave us with a receipt that is no longer good.
                    var renewed = await _queue.UpdateMessageAsync(_message.MessageId, _popReceipt, visibilityTimeout: invisibility, cancellationToken: CancellationToken.None);
                    _popReceipt = renewed.Value.PopReceipt;
                }
                catch (Exception error) when (error is RequestFailedException or AggregateException)
                {
                    logger.NotRenewed(_message.MessageId, _queue.Name, error.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The function is done.
        }
    }
}
