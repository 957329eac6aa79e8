using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Management;

/// <summary>The key of the management API: made by the first host of a hub, the same for all later ones, and written nowhere else.</summary>
internal sealed class SystemKeyStore(HubStorage storage, StorageRetry retry)
{
    private const int BytesOfKey = 32;

    public Task<string> GetAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(() => GetOrMakeAsync(cancellationToken), cancellationToken);

    private async Task<string> GetOrMakeAsync(CancellationToken cancellationToken)
    {
        await storage.Container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var blob = storage.Container.GetBlobClient("durabletask-extension-key");
        if (!await blob.ExistsAsync(cancellationToken))
        {
            var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(BytesOfKey));
            try
            {
                await blob.UploadAsync(
                    BinaryData.FromString(made), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken);
            }
            catch (RequestFailedException error) when (error.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed)
            {
                // Another host was first; its key counts.
            }
        }

        return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToString();
    }
}
