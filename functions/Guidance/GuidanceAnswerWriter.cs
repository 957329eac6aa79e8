using System.Text.Json;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Guidance;

/// <summary>Writes answers to the city brain.</summary>
internal static class GuidanceAnswerWriter
{
    public static async Task WriteAsync(HttpContext context, GuidanceAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, PlainText.Options);
        writer.WriteStartObject();
        writer.WriteNumber("code"u8, answer.Code);
        writer.WriteString("message"u8, answer.Message);
        writer.WriteStartArray("data"u8);
        foreach (var found in answer.Data)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in found)
            {
                Write(writer, name, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter writer, string name, object value)
    {
        if (value is string text)
        {
            writer.WriteString(name, text);
        }
        else
        {
            writer.WriteNumber(name, (long)value);
        }
    }
}
