using System.Text;
using System.Text.Json;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Webhooks;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>Car parks' webhooks that answer as a test says.</summary>
internal sealed class ScriptedWebhooks : IWebhooks
{
    private readonly List<JsonElement> _bodies = [];

    /// <summary>What was posted.</summary>
    public IReadOnlyList<JsonElement> Bodies => _bodies;

    /// <summary>What is answered: a body, or null where the car park does not take it.</summary>
    public Func<JsonElement, string?> Answer { get; set; } = _ => string.Empty;

    public Task<ReadOnlyMemory<byte>?> PushAsync(SiteId site, WebhookSetting webhook, byte[] body, CancellationToken cancellationToken)
    {
        var message = JsonDocument.Parse(body).RootElement;
        _bodies.Add(message);
        return Task.FromResult(Answer(message) is { } text ? Encoding.UTF8.GetBytes(text) : (ReadOnlyMemory<byte>?)null);
    }
}
