using System.Text.Json;

namespace HzFunctions.Durable.Worker;

/// <summary>Writes what the host reads: <c>{"Outputs":null,"Logs":null,"ReturnValue":"…"}</c>. It hangs on an empty answer.</summary>
internal static class HostAnswer
{
    public static async Task WriteAsync(HttpContext context, string returnValue)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var json = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteNull("Outputs");
            json.WriteNull("Logs");
            json.WriteString("ReturnValue", returnValue);
            json.WriteEndObject();
        }

        // Whoever called may be gone; what was done is done.
        await context.Response.BodyWriter.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
