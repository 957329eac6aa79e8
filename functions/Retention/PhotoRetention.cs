using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Retention;

/// <summary>Removes old photos (<c>photos/{site}/{yyyyMMdd}/…</c>): of a day that is long past, and kept as long ago.</summary>
internal sealed class PhotoRetention(BlobServiceClient service, RetentionOptions options)
{
    private const string Container = "photos";

    /// <summary>Removes so many at most of a car park.</summary>
    public async Task<int> RemoveAsync(SiteId site, DateOnly oldest, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var container = service.GetBlobContainerClient(Container);
        if (!await container.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        var removed = 0;
        var days = container.GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Delimiter = "/", Prefix = $"{site}/" }, cancellationToken);
        await foreach (var day in days.ConfigureAwait(false))
        {
            // In the order of their names: the rest is younger.
            if (!day.IsPrefix || string.CompareOrdinal(day.Prefix, $"{site}/{BusinessDays.Text(oldest)}") >= 0 || removed >= options.StepsPerRun)
            {
                break;
            }

            removed += await RemoveDayAsync(container, day.Prefix, before, options.StepsPerRun - removed, cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }

    private static async Task<int> RemoveDayAsync(
        BlobContainerClient container, string prefix, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var photo in container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken).ConfigureAwait(false))
        {
            if (photo.Properties.LastModified < before)
            {
                await container.DeleteBlobIfExistsAsync(photo.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
                if (++removed == most)
                {
                    break;
                }
            }
        }

        return removed;
    }
}
