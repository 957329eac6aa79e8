using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Invocation;

namespace HzFunctions.Local.FunctionsHost.Queues;

/// <summary>Delivers one message to its function: deleted on success, visible again later on failure, poison in the end.</summary>
internal sealed class QueueDelivery(
    FunctionDefinition function,
    QueueClient queue,
    PoisonQueue? poison,
    QueueSettings settings,
    FunctionInvoker invoker,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>How long a message that is being worked on is hidden; renewed at half of it.</summary>
    public static readonly TimeSpan Invisibility = TimeSpan.FromMinutes(10);

    /// <summary>Never faults. A delivery that is cancelled because the host stops leaves the message as it is.</summary>
    public async Task DeliverAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        // A message that came too often already, because hosts died over it, is not tried again.
        if (poison is not null && message.DequeueCount > settings.MaxDequeueCount)
        {
            await SettleAsync(message, token => poison.MoveAsync(message, token), cancellationToken);
            return;
        }

        await using var hold = new MessageHold(queue, message, Invisibility, time, logger);
        try
        {
            await invoker.InvokeAsync(function, Input(message), cancellationToken);
            await hold.DisposeAsync();
            await SettleAsync(message, token => queue.DeleteMessageAsync(message.MessageId, hold.PopReceipt, token), cancellationToken);
        }
        catch (Exception error) when (error is InvocationFailedException or FormatException)
        {
            await hold.DisposeAsync();

            // Where there is nowhere else to go, a failed message stays hidden for its time: no fast endless loop.
            if (poison is not null)
            {
                await SettleAsync(message, token => GiveBackAsync(poison, message, hold.PopReceipt, token), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops, the handler is killed: the message comes again when its invisibility ends.
        }
    }

    private Task GiveBackAsync(PoisonQueue poison, QueueMessage message, string popReceipt, CancellationToken cancellationToken) =>
        message.DequeueCount >= settings.MaxDequeueCount
            ? poison.MoveAsync(QueuesModelFactory.QueueMessage(message.MessageId, popReceipt, message.Body, message.DequeueCount), cancellationToken)
            : queue.UpdateMessageAsync(message.MessageId, popReceipt, visibilityTimeout: settings.VisibilityTimeout, cancellationToken: cancellationToken);

    private InvocationInput Input(QueueMessage message)
    {
        var text = message.Body.ToString();
        var bytes = settings.IsBase64 ? Convert.FromBase64String(text) : message.Body.ToArray();
        var decoded = Encoding.UTF8.GetString(bytes);
        var data = new BindingData
        {
            ["DequeueCount"] = message.DequeueCount,
            ["Id"] = message.MessageId,
            ["PopReceipt"] = message.PopReceipt,
            ["InsertionTime"] = message.InsertedOn,
            ["ExpirationTime"] = message.ExpiresOn,
            ["NextVisibleTime"] = message.NextVisibleOn,
            ["QueueTrigger"] = decoded,
        };
        data.Spill(decoded);
        return new InvocationInput(function.Trigger.IsBinary ? bytes : decoded, data);
    }

    private async Task SettleAsync(QueueMessage message, Func<CancellationToken, Task> settle, CancellationToken cancellationToken)
    {
        try
        {
            await settle(cancellationToken);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            logger.NotSettled(message.MessageId, queue.Name, error.Message);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the message comes again.
        }
    }
}
