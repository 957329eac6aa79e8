using System.Buffers;
using System.Text;
using System.Text.Json;

namespace HzFunctions.Functions.Downlinks;

/// <summary>Writes what goes up in answer to a message: <c>{"data":{"success","requestId","params":{…}}}</c> (§3.2.2, §3.2.8, §4.3.3, §4.5.2).</summary>
internal static class ConfirmationPayload
{
    /// <summary>A confirmation; its params are the message's, as received (R36, R57, R77).</summary>
    public static string Write(long requestId, bool success, string received) =>
        Write(requestId, success, writer => writer.WriteRawValue(received));

    /// <summary>Anything of that shape.</summary>
    public static string Write(long requestId, bool success, Action<Utf8JsonWriter> parameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainText.Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("data"u8);
            writer.WriteBoolean("success"u8, success);
            writer.WriteNumber("requestId"u8, requestId);
            writer.WritePropertyName("params"u8);
            parameters(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
