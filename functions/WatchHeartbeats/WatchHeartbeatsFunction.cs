using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Heartbeats;

namespace HzFunctions.Functions.WatchHeartbeats;

/// <summary>Finds car parks that have been silent for too long (25 min), every minute. That one is back, what it sends next tells.</summary>
internal sealed class WatchHeartbeatsFunction(
    CarParkPresences presences, ISiteRegistry sites, HeartbeatOptions options, HeartbeatMetrics metrics, TimeProvider time, ILogger<WatchHeartbeatsFunction> logger)
{
    private const int SitesAtOnce = 16;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var offline = 0;
        var all = await sites.AllAsync(cancellationToken).ConfigureAwait(false);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = SitesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(all.Where(site => !site.Disabled), parallel, async (site, token) =>
        {
            if (await IsOfflineAsync(site, token).ConfigureAwait(false))
            {
                Interlocked.Increment(ref offline);
            }
        }).ConfigureAwait(false);
        metrics.Offline(offline);
    }

    private async Task<bool> IsOfflineAsync(SiteEntry site, CancellationToken cancellationToken)
    {
        var known = await presences.FindAsync(site.Site, cancellationToken).ConfigureAwait(false);
        if (known is null || known.IsOnlineAt(time.GetUtcNow(), options.OfflineAfter))
        {
            return false;
        }

        if (known.OfflineSince is null)
        {
            if (!await presences.LoseAsync(site.Site, known, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            HeartbeatLog.Offline(logger, site.Site.Value, known.HeardAt);
        }

        return true;
    }
}
