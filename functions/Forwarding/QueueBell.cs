using System.Text.Json;
using System.Text.Json.Serialization;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Forwarding;

/// <summary>The bell as a message on the queue <c>forward-uplink</c>.</summary>
internal sealed class QueueBell(QueueSender queues) : IBell
{
    /// <summary>The queue's name.</summary>
    public const string Queue = "forward-uplink";

    public Task RingAsync(SiteId site, TimeSpan delay, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(new BellMessage(BellMessage.CurrentVersion, site.Value), BellJson.Default.BellMessage);
        return queues.SendAsync(Queue, text, delay, cancellationToken);
    }
}

/// <summary>The message of a bell.</summary>
/// <param name="Version">1.</param>
/// <param name="Site">The site whose outbox is to be drained.</param>
internal sealed record BellMessage(int Version, string Site)
{
    /// <summary>The version that is written.</summary>
    public const int CurrentVersion = 1;
}

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BellMessage))]
internal sealed partial class BellJson : JsonSerializerContext;
