namespace HzFunctions.MqttBridge.Envelopes;

/// <summary>A message as the broker delivered it; nothing of it is trusted.</summary>
/// <param name="Topic">The topic that it was published on.</param>
/// <param name="Payload">Its bytes.</param>
/// <param name="ReceivedAt">When it arrived here.</param>
internal sealed record InboundMessage(string Topic, ReadOnlyMemory<byte> Payload, DateTimeOffset ReceivedAt)
{
    /// <summary>Never shows the payload: its cipher opens with a public key.</summary>
    public override string ToString() => $"{nameof(InboundMessage)} of {Payload.Length} bytes";
}
