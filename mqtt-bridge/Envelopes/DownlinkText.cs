using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HzFunctions.CityBrain;

namespace HzFunctions.MqttBridge.Envelopes;

/// <summary>Writes the message of the queue <c>downlink</c>, version 1.</summary>
internal static class DownlinkText
{
    // A Chinese character escaped takes twice its bytes, and a queue message holds 64 KB. What no XML may hold is escaped all the same.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="InvalidOperationException">A string of <paramref name="data"/> is no text (half of a surrogate pair).</exception>
    public static string Write(
        string accessId, DownlinkTopic topic, InboundMessage message, DownlinkEnvelope envelope, string cipherHash, JsonElement data)
    {
        using var stream = new MemoryStream(message.Payload.Length * 2);
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", 1);
            writer.WriteString("accessID", accessId);
            writer.WriteString("parkingCode", topic.ParkingCode);
            writer.WriteString("name", topic.Name);
            writer.WriteString("topic", message.Topic);
            writer.WriteNumber("requestId", envelope.RequestId);
            writer.WriteString("timestamp", envelope.Timestamp);
            writer.WriteString("cipherHash", cipherHash);
            writer.WriteString("receivedAt", message.ReceivedAt.ToOffset(ChinaTime.Offset));
            writer.WritePropertyName("data");
            data.WriteTo(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
