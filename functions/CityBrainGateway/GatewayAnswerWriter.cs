using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>Writes answers to car parks.</summary>
internal static class GatewayAnswerWriter
{
    // The answer is JSON in a JSON content type: Chinese may stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the answer; <paramref name="wireForm"/> clients read no body but that of a 200.</summary>
    public static async Task WriteAsync(HttpContext context, GatewayAnswer answer, bool wireForm)
    {
        var response = context.Response;
        response.StatusCode = wireForm ? StatusCodes.Status200OK : answer.Status;
        response.ContentType = "application/json; charset=utf-8";
        if (answer.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await using var writer = new Utf8JsonWriter(response.BodyWriter, Options);
        if (answer.CityBrain is { } body)
        {
            body.WriteTo(writer);
        }
        else
        {
            Write(writer, answer);
        }

        await writer.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter writer, GatewayAnswer answer)
    {
        writer.WriteStartObject();
        writer.WriteString("resultCode"u8, answer.ResultCode);
        writer.WriteString("msg"u8, answer.Message);
        if (answer.Receipt is not null)
        {
            writer.WriteString("receipt"u8, answer.Receipt);
            writer.WriteString("state"u8, answer.State);
        }

        if (answer.DryRun)
        {
            writer.WriteBoolean("dryRun"u8, true);
        }

        if (answer.Errors.Count > 0)
        {
            writer.WriteStartArray("errors"u8);
            foreach (var error in answer.Errors)
            {
                writer.WriteStartObject();
                writer.WriteString("field"u8, error.Field);
                writer.WriteString("rule"u8, error.Rule);
                writer.WriteString("found"u8, error.Found);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
