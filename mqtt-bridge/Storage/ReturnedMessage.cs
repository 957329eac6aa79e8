using System.Text;
using System.Text.Json;
using HzFunctions.MqttBridge.Envelopes;

namespace HzFunctions.MqttBridge.Storage;

/// <summary>
/// A message of the broker as text, so that it can lie in quarantine and come back. Without the time of its arrival: a message that is
/// delivered twice is the same text.
/// </summary>
/// <param name="AccessId">The access whose connection brought it.</param>
/// <param name="Topic">The topic that it was published on.</param>
/// <param name="Payload">Its payload, when that is UTF-8.</param>
/// <param name="PayloadBase64">Its payload, when it is not.</param>
internal sealed record ReturnedMessage(string AccessId, string Topic, string? Payload, string? PayloadBase64)
{
    public static string Write(string accessId, InboundMessage message)
    {
        var isText = System.Text.Unicode.Utf8.IsValid(message.Payload.Span);
        var returned = new ReturnedMessage(
            accessId,
            message.Topic,
            isText ? Encoding.UTF8.GetString(message.Payload.Span) : null,
            isText ? null : Convert.ToBase64String(message.Payload.Span));
        return JsonSerializer.Serialize(returned, StorageJson.Default.ReturnedMessage);
    }

    /// <exception cref="JsonException">The text is no such message.</exception>
    public static ReturnedMessage Read(string text)
    {
        var read = JsonSerializer.Deserialize(text, StorageJson.Default.ReturnedMessage);
        return read is { AccessId: not null, Topic: not null } ? read : throw new JsonException("A member is missing.");
    }

    /// <exception cref="JsonException">The payload is not what it is said to be.</exception>
    public InboundMessage Arrived(DateTimeOffset at)
    {
        try
        {
            return new InboundMessage(Topic, Payload is null ? Convert.FromBase64String(PayloadBase64 ?? "") : Encoding.UTF8.GetBytes(Payload), at);
        }
        catch (FormatException fault)
        {
            throw new JsonException("The payload is no Base64.", fault);
        }
    }

    /// <summary>Never shows the payload.</summary>
    public override string ToString() => $"{nameof(ReturnedMessage)} of {AccessId}";
}
