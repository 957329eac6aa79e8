using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.WatchDownlinks;

/// <summary>
/// The guarantee behind the downlink's bells: every 30 s looks at each car park, and rings where a confirmation is open, a deadline is over, or a webhook
/// has not taken a message.
/// </summary>
internal sealed class WatchDownlinksFunction(DownlinkStore store, CarParkInbox inbox, ISiteRegistry sites, DownlinkBells bells, TimeProvider time)
{
    private const int SitesAtOnce = 16;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var all = await sites.AllAsync(cancellationToken).ConfigureAwait(false);
        var options = new ParallelOptions { MaxDegreeOfParallelism = SitesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(all, options, async (site, token) => await LookAtAsync(site, token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Looks at one car park.</summary>
    public async Task LookAtAsync(SiteEntry site, CancellationToken cancellationToken)
    {
        var waits = (await store.OpenAsync(site.Site, 1, cancellationToken).ConfigureAwait(false)).Count > 0
            || (await store.DueAsync(site.Site, time.GetUtcNow(), 1, cancellationToken).ConfigureAwait(false)).Count > 0
            || (site.Webhook is not null && (await inbox.ReadAsync(site.Site, 1, cancellationToken).ConfigureAwait(false)).Count > 0);
        if (waits)
        {
            await bells.TryRingAsync(site.Site, TimeSpan.Zero).ConfigureAwait(false);
        }
    }
}
