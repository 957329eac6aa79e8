using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Photos;

/// <summary>Photos in the blob container <c>photos</c>: <see cref="PhotoName"/>.</summary>
internal sealed class BlobPhotoStore(BlobServiceClient service) : IPhotoStore
{
    private const string Container = "photos";

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Container);
    private readonly OnFirstUse _created = new(
        cancellationToken => service.GetBlobContainerClient(Container).CreateIfNotExistsAsync(cancellationToken: cancellationToken));

    public async Task<(string Blob, string Hash)> KeepAsync(
        SiteId site, string day, string photoId, ReadOnlyMemory<byte> jpeg, CancellationToken cancellationToken)
    {
        await _created.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var (name, hash) = PhotoName.Of(site, day, photoId, jpeg.Span);
        var options = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "image/jpeg" },
        };
        try
        {
            await _container.GetBlobClient(name).UploadAsync(new BinaryData(jpeg), options, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // Kept before, by this very content: there is nothing to add.
        }

        return (name, hash);
    }

    public async Task<bool> RemoveAsync(string blob, CancellationToken cancellationToken) =>
        await _container.GetBlobClient(blob).DeleteIfExistsAsync(DeleteSnapshotsOption.None, null, cancellationToken).ConfigureAwait(false);

    public async Task<string?> ReadBase64Async(string blob, CancellationToken cancellationToken)
    {
        try
        {
            var content = await _container.GetBlobClient(blob).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return Convert.ToBase64String(content.Value.Content.ToMemory().Span);
        }
        catch (RequestFailedException failure) when (failure.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }
}
