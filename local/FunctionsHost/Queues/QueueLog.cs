namespace HzFunctions.Local.FunctionsHost.Queues;

/// <summary>What the host says about queues. Messages themselves are never shown.</summary>
internal static partial class QueueLog
{
    [LoggerMessage(300, LogLevel.Warning, "Queue '{Queue}' cannot be read: {Reason}")]
    public static partial void QueueUnreadable(this ILogger logger, string queue, string reason);

    [LoggerMessage(301, LogLevel.Warning, "Message {MessageId} of queue '{Queue}' could not be deleted or given back; it comes again when its invisibility ends: {Reason}")]
    public static partial void NotSettled(this ILogger logger, string messageId, string queue, string reason);

    [LoggerMessage(302, LogLevel.Warning, "Message {MessageId} of queue '{Queue}' could not be kept hidden: {Reason}")]
    public static partial void NotRenewed(this ILogger logger, string messageId, string queue, string reason);

    [LoggerMessage(303, LogLevel.Error, "Message {MessageId} has reached MaxDequeueCount after {DequeueCount} deliveries and is moved to '{Poison}'.")]
    public static partial void MovedToPoison(this ILogger logger, string messageId, long dequeueCount, string poison);
}
