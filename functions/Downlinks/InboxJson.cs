using System.Buffers;
using System.Globalization;
using System.Text.Json;
using HzFunctions.CityBrain;

namespace HzFunctions.Functions.Downlinks;

/// <summary>Writes a message as a car park gets it: <c>{"id","topic","requestId","timestamp","receivedAt","data"}</c>.</summary>
internal static class InboxJson
{
    /// <summary>The body of a webhook.</summary>
    public static byte[] Write(InboxEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainText.Options))
        {
            Write(writer, entry);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter writer, InboxEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, entry.Key.Id);
        writer.WriteString("topic"u8, entry.Key.Topic.ShownAs);
        writer.WriteNumber("requestId"u8, entry.Key.RequestId);
        writer.WriteString("timestamp"u8, entry.Timestamp);
        writer.WriteString("receivedAt"u8, entry.ReceivedAt.ToOffset(ChinaTime.Offset).ToString("O", CultureInfo.InvariantCulture));
        writer.WritePropertyName("data"u8);
        writer.WriteRawValue(entry.Data);
        writer.WriteEndObject();
    }
}
