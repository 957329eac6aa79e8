namespace HzFunctions.MqttBridge.Storage;

/// <summary>Takes what goes to the car parks.</summary>
internal interface IDownlinkQueue
{
    /// <summary>Returns when the message is durable.</summary>
    Task EnqueueAsync(string text, CancellationToken cancellationToken);
}
