using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Watch;

/// <summary>
/// The guarantee behind the bells: every 30 s looks at each site, and rings where a row waits while no lease is alive and no
/// back-off is running.
/// </summary>
internal sealed class WatchFunction(ITable table, ISiteRegistry sites, SiteLeases leases, IBell bell, TimeProvider time)
{
    private const int SitesAtOnce = 16;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var all = await sites.AllAsync(cancellationToken).ConfigureAwait(false);
        var options = new ParallelOptions { MaxDegreeOfParallelism = SitesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(all, options, async (site, token) => await LookAtAsync(site.Site, token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Looks at one site.</summary>
    public async Task LookAtAsync(SiteId site, CancellationToken cancellationToken)
    {
        if (!await OutboxWindow.AnythingWaitsAsync(table, site, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var view = await leases.ViewAsync(site, cancellationToken).ConfigureAwait(false);
        if (view is null || (!SiteLeases.IsHeld(view) && !(view.Memory.BackOffUntil > time.GetUtcNow())))
        {
            await bell.RingAsync(site, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
    }
}
