using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.Storage;

namespace HzFunctions.MqttBridge.Storage;

/// <summary>
/// The function app's quarantine, in its own layout, so that operations sees everything at one desk: blobs
/// <c>quarantine/{queue}/{sha256}.json</c>. The queue that a message is put back into is one that this bridge reads.
/// </summary>
internal sealed class QuarantineBlobs(StorageClients storage, TimeProvider time) : IQuarantine
{
    /// <summary>The container.</summary>
    public const string Container = "quarantine";

    private readonly BlobContainerClient _container = storage.Blobs.GetBlobContainerClient(Container);

    public async Task KeepAsync(string accessId, InboundMessage message, QuarantineReason reason, CancellationToken cancellationToken)
    {
        var text = ReturnedMessage.Write(accessId, message);
        var name = $"{ReturnQueue.Name}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}.json";
        var kept = new QuarantinedMessage(ReturnQueue.Name, text, reason.Describe(), time.GetUtcNow());
        var content = new BinaryData(JsonSerializer.SerializeToUtf8Bytes(kept, StorageJson.Default.QuarantinedMessage));
        var blob = _container.GetBlobClient(name);
        try
        {
            await blob.UploadAsync(content, overwrite: true, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException failure) when (failure.Status == StatusCodes.Status404NotFound)
        {
            await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            await blob.UploadAsync(content, overwrite: true, cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>A message that cannot go to a car park, as the function app's quarantine has it.</summary>
/// <param name="Queue">The queue that it is put back into.</param>
/// <param name="Message">Its text there.</param>
/// <param name="Reason">Why it is here.</param>
/// <param name="At">Since when (UTC).</param>
internal sealed record QuarantinedMessage(string Queue, string Message, string Reason, DateTimeOffset At);
