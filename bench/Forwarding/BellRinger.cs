using System.Text;
using System.Text.Json;

namespace HzFunctions.Bench.Forwarding;

/// <summary>Calls <c>ForwardUplink</c> as the host does when a bell has rung, again and again while rows are left.</summary>
internal sealed class BellRinger(HttpClient handler, Outbox outbox)
{
    public async Task DrainAsync(string site, CancellationToken cancellationToken)
    {
        do
        {
            await RingAsync(site, cancellationToken);
        }
        while (!await outbox.IsEmptyAsync(site, cancellationToken));
    }

    private async Task RingAsync(string site, CancellationToken cancellationToken)
    {
        // The host encodes the text of a message once more than one would think.
        var message = JsonSerializer.Serialize(new { version = 1, site });
        var envelope = JsonSerializer.Serialize(new
        {
            Data = new { bell = JsonSerializer.Serialize(message) },
            Metadata = new { DequeueCount = "1" },
        });
        using var content = new StringContent(envelope, Encoding.UTF8, "application/json");
        using var answer = await handler.PostAsync(new Uri("ForwardUplink", UriKind.Relative), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
