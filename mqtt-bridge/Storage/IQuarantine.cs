using HzFunctions.MqttBridge.Envelopes;

namespace HzFunctions.MqttBridge.Storage;

/// <summary>Keeps what cannot go to a car park.</summary>
internal interface IQuarantine
{
    /// <summary>Returns when the message and the reason are durable. The same message twice is kept once.</summary>
    Task KeepAsync(string accessId, InboundMessage message, QuarantineReason reason, CancellationToken cancellationToken);
}
