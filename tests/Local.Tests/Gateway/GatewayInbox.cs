using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.Records;
using Microsoft.AspNetCore.Http;

namespace HzFunctions.Local.Tests.Gateway;

/// <summary>The fake gateway's inboxes.</summary>
internal sealed class GatewayInbox
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, (Site Site, JsonObject Message)> _messages = new();
    private int _made;

    public void Put(Site site, string topic, JsonObject data)
    {
        var id = $"{topic}.0.{Interlocked.Increment(ref _made)}";
        _messages[id] = (site, new JsonObject
        {
            ["id"] = id,
            ["topic"] = topic,
            ["requestId"] = 0,
            ["timestamp"] = "2026-11-23 09:10:30",
            ["data"] = data,
        });
    }

    public async Task<IResult> ReadAsync(Site site, CancellationToken cancellation)
    {
        await Task.Delay(Pause, TimeProvider.System, cancellation);
        var waiting = _messages.Values.Where(message => message.Site == site).Select(message => message.Message);
        return Results.Json(new { messages = waiting }, JsonSerializerOptions.Web);
    }

    public void Acknowledge(string id) => _messages.TryRemove(id, out _);
}
