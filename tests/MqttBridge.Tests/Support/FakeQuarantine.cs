using System.Collections.Concurrent;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.MqttBridge.Storage;

namespace HzFunctions.MqttBridge.Tests.Support;

internal sealed class FakeQuarantine : IQuarantine
{
    private readonly ConcurrentQueue<QuarantineReason> _reasons = new();

    public IReadOnlyList<QuarantineReason> Reasons => [.. _reasons];

    public Task KeepAsync(string accessId, InboundMessage message, QuarantineReason reason, CancellationToken cancellationToken)
    {
        _reasons.Enqueue(reason);
        return Task.CompletedTask;
    }
}
