using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using HzFunctions.CityBrain;

namespace HzFunctions.MqttBridge.Envelopes;

/// <summary>The four members that every message has (R12, §2.2(4)).</summary>
/// <param name="RequestId">The number of the message (请求编号).</param>
/// <param name="Timestamp">The city brain's time of the message (时间戳), as it came; it is not under the signature.</param>
/// <param name="SentAt">The same as an instant.</param>
/// <param name="Cipher">The business parameters, ciphered.</param>
/// <param name="Sign">The signature over the characters of <paramref name="Cipher"/>.</param>
internal sealed record DownlinkEnvelope(long RequestId, string Timestamp, DateTimeOffset SentAt, string Cipher, string Sign)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// Reads the members; an unknown one beside them is let pass. A requestId in digits between quotes is taken as the number, since
    /// callers of the platform have seen its numbers as strings.
    /// </summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> payload, [NotNullWhen(true)] out DownlinkEnvelope? envelope, out QuarantineReason fault)
    {
        (envelope, fault) = (null, QuarantineReason.NotJson);
        try
        {
            using var document = JsonDocument.Parse(payload, Strict);
            fault = QuarantineReason.MissingMember;
            envelope = document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is how bytes that are no text inside a string show.
        }

        return envelope is not null;
    }

    /// <summary>Never shows the cipher.</summary>
    public override string ToString() => $"{nameof(DownlinkEnvelope)} {RequestId}";

    private static DownlinkEnvelope? Read(JsonElement root) =>
        RequestIdOf(root) is { } requestId
        && TextOf(root, "timestamp") is { } timestamp && ChinaTime.TryParse(timestamp, out var sentAt)
        && TextOf(root, "cipher") is { Length: > 0 } cipher
        && TextOf(root, "sign") is { Length: > 0 } sign
            ? new DownlinkEnvelope(requestId, timestamp, sentAt, cipher, sign)
            : null;

    private static long? RequestIdOf(JsonElement root) =>
        root.TryGetProperty("requestId", out var member) && member.ValueKind == JsonValueKind.Number
            ? member.TryGetInt64(out var number) ? number : null
            : long.TryParse(TextOf(root, "requestId"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var digits) ? digits : null;

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
