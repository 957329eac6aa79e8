using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Webhooks;

/// <summary>Calls car parks.</summary>
internal interface IWebhooks
{
    /// <summary>Posts a body to a car park's URL; returns what it answered, or null when it did not take it.</summary>
    Task<ReadOnlyMemory<byte>?> PushAsync(SiteId site, WebhookSetting webhook, byte[] body, CancellationToken cancellationToken);
}
