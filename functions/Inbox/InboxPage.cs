using System.Text.Json;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Inbox;

/// <summary>Writes the answer to a look into the inbox: <c>{"messages":[…]}</c>, the oldest first.</summary>
internal static class InboxPage
{
    public static async Task WriteAsync(HttpResponse response, IReadOnlyList<InboxEntry> messages, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        await using var writer = new Utf8JsonWriter(response.BodyWriter, PlainText.Options);
        writer.WriteStartObject();
        writer.WriteStartArray("messages"u8);
        foreach (var message in messages)
        {
            InboxJson.Write(writer, message);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
