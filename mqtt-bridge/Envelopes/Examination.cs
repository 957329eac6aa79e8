using System.Diagnostics.CodeAnalysis;

namespace HzFunctions.MqttBridge.Envelopes;

/// <summary>What came of examining a message: the text for the queue, or the reason why there is none.</summary>
/// <param name="QueueText">The JSON for the queue <c>downlink</c>.</param>
/// <param name="Timestamp">The city brain's own time of the message; it is not under the signature.</param>
/// <param name="Fault">Why it goes into quarantine instead.</param>
internal readonly record struct Examination(string? QueueText, DateTimeOffset? Timestamp, QuarantineReason? Fault)
{
    /// <summary>Whether the message may be passed on.</summary>
    [MemberNotNullWhen(true, nameof(QueueText), nameof(Timestamp))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsGood => QueueText is not null;

    /// <summary>Never shows the text: it names a vehicle.</summary>
    public override string ToString() => Fault?.ToString() ?? "Good";

    internal static Examination Good(string queueText, DateTimeOffset timestamp) => new(queueText, timestamp, null);

    internal static Examination Bad(QuarantineReason fault) => new(null, null, fault);
}
