using HzFunctions.CityBrain;
using HzFunctions.Durable.Client;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Retention;

namespace HzFunctions.Functions.RemoveOldRecords;

/// <summary>Removes what is older than it is kept, in small steps: each run a bounded number, and the next goes on where it ended.</summary>
internal sealed class RemoveOldRecordsFunction(
    ISiteRegistry sites,
    JournalRetention journal,
    DownlinkRetention downlinks,
    ReconciliationRetention reconciliations,
    GuidanceRetention guidance,
    PhotoRetention photos,
    InstanceRetention instances,
    RetentionOptions options,
    TimeProvider time,
    ILogger<RemoveOldRecordsFunction> logger)
{
    // The host ends a call after 5 min. A car park that is done costs next to nothing, so that the next run gets further.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>One run.</summary>
    public async Task RunAsync(DurableClient client, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (rows, blobs) = (0, 0);
        var ended = await TryAsync("the orchestrations", () => instances.RemoveAsync(client, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var site in await sites.AllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (time.GetElapsedTime(started) >= Limit)
            {
                break;
            }

            rows += await RemoveRowsAsync(site.Site, cancellationToken).ConfigureAwait(false);
            blobs += await TryAsync(site.Site.Value, () => RemovePhotosAsync(site.Site, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        if (rows + blobs + ended > 0)
        {
            RetentionLog.Removed(logger, rows, blobs, ended);
        }
    }

    private async Task<int> RemoveRowsAsync(SiteId site, CancellationToken cancellationToken)
    {
        var today = ChinaTime.BusinessDay(time.GetUtcNow());
        var oldest = today.AddDays(-options.JournalDays);
        var before = ChinaTime.StartOf(oldest);
        return await TryAsync(site.Value, () => journal.RemoveAsync(site, oldest, today, before, cancellationToken), cancellationToken).ConfigureAwait(false)
            + await TryAsync(site.Value, () => downlinks.RemoveAsync(site, oldest, before, cancellationToken), cancellationToken).ConfigureAwait(false)
            + await TryAsync(site.Value, () => reconciliations.RemoveAsync(site, oldest, cancellationToken), cancellationToken).ConfigureAwait(false)
            + await TryAsync(site.Value, () => guidance.RemoveAsync(site, oldest, before, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private Task<int> RemovePhotosAsync(SiteId site, CancellationToken cancellationToken)
    {
        var oldest = ChinaTime.BusinessDay(time.GetUtcNow()).AddDays(-options.PhotoDays);
        return photos.RemoveAsync(site, oldest, ChinaTime.StartOf(oldest), cancellationToken);
    }

    private async Task<int> TryAsync(string what, Func<Task<int>> remove, CancellationToken cancellationToken)
    {
        try
        {
            return await remove().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // What cannot be removed of one must not keep the others; the next run tries again.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            RetentionLog.NotRemoved(logger, what, fault);
            return 0;
        }
    }
}
