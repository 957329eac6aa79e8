using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Quarantine;

/// <summary>
/// Keeps messages that no function could handle, with the reason, until operations put them back: blobs
/// <c>quarantine/{queue}/{sha256}.json</c>. The same message twice is one blob.
/// </summary>
internal sealed class QuarantineStore(
    BlobServiceClient service, IMeterFactory meters, TimeProvider time, ILogger<QuarantineStore> logger) : IQuarantine
{
    private const string Container = "quarantine";
    private const int MostListed = 500;

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Container);
    private readonly Counter<long> _kept = meters.Create(DownlinkMetrics.MeterName).CreateCounter<long>(
        "hz.quarantine.kept", description: "Messages that no function could handle, by queue");

    private readonly OnFirstUse _created = new(
        cancellationToken => service.GetBlobContainerClient(Container).CreateIfNotExistsAsync(cancellationToken: cancellationToken));

    public async Task KeepAsync(string queue, string message, string reason, CancellationToken cancellationToken)
    {
        await _created.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var name = $"{queue}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message)))}.json";
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new QuarantinedMessage(queue, message, reason, time.GetUtcNow()), QuarantineJson.Default.QuarantinedMessage);
        await _container.GetBlobClient(name).UploadAsync(new BinaryData(content), overwrite: true, cancellationToken).ConfigureAwait(false);
        _kept.Add(1, new KeyValuePair<string, object?>("queue", queue));
        QuarantineLog.Kept(logger, queue, reason);
    }

    public async Task<IReadOnlyList<KeptMessage>> ListAsync(CancellationToken cancellationToken)
    {
        await _created.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var kept = new List<KeptMessage>();
        await foreach (var blob in _container.GetBlobsAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            kept.Add(new KeptMessage(blob.Name, blob.Name[..blob.Name.IndexOf('/', StringComparison.Ordinal)], blob.Properties.LastModified));
            if (kept.Count == MostListed)
            {
                break;
            }
        }

        return kept;
    }

    public async Task<QuarantinedMessage?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await _created.EnsureAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var content = await _container.GetBlobClient(name).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(content.Value.Content.ToMemory().Span, QuarantineJson.Default.QuarantinedMessage);
        }
        catch (RequestFailedException failure) when (failure.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    public async Task<bool> DiscardAsync(string name, CancellationToken cancellationToken)
    {
        await _created.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await _container.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.None, null, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> PutBackAsync(string name, Func<QuarantinedMessage, Task> send, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken).ConfigureAwait(false) is not { } message)
        {
            return false;
        }

        // Sent first: a message that is back in its queue twice is harmless, one that is in neither place is lost.
        await send(message).ConfigureAwait(false);
        await DiscardAsync(name, cancellationToken).ConfigureAwait(false);
        return true;
    }
}

/// <summary>A message that no function could handle.</summary>
/// <param name="Queue">The queue that it came by.</param>
/// <param name="Message">Its text.</param>
/// <param name="Reason">Why it is here.</param>
/// <param name="At">Since when (UTC).</param>
internal sealed record QuarantinedMessage(string Queue, string Message, string Reason, DateTimeOffset At);

/// <summary>A message in quarantine, as a list shows it.</summary>
/// <param name="Name">What it is asked for by.</param>
/// <param name="Queue">The queue that it came by.</param>
/// <param name="Since">Since when.</param>
internal sealed record KeptMessage(string Name, string Queue, DateTimeOffset? Since);

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QuarantinedMessage))]
internal sealed partial class QuarantineJson : JsonSerializerContext;

/// <summary>What the quarantine says in the log.</summary>
internal static partial class QuarantineLog
{
    [LoggerMessage(4001, LogLevel.Critical, "A message of queue {Queue} is in quarantine: {Reason}")]
    public static partial void Kept(ILogger logger, string queue, string reason);
}
