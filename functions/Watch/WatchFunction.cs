using System.Collections.Concurrent;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Watch;

/// <summary>
/// The guarantee behind the bells: every 30 s looks at each site, and rings where a row waits while no lease is alive and no
/// back-off is running.
/// </summary>
internal sealed class WatchFunction(
    ITable table, ISiteRegistry sites, SiteLeases leases, AccessStandings standings, IBell bell, OutboxMetrics metrics, TimeProvider time)
{
    private const int SitesAtOnce = 16;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var all = await sites.AllAsync(cancellationToken).ConfigureAwait(false);
        var options = new ParallelOptions { MaxDegreeOfParallelism = SitesAtOnce, CancellationToken = cancellationToken };
        var seen = new ConcurrentBag<SiteSight>();
        await Parallel.ForEachAsync(all, options, async (site, token) => seen.Add(await LookAtAsync(site.Site, token).ConfigureAwait(false))).ConfigureAwait(false);
        metrics.Count(new OutboxCensus(
            seen.Select(sight => sight.OldestWaits).DefaultIfEmpty().Max(),
            seen.Select(sight => sight.Silence).DefaultIfEmpty().Max(),
            await CountSuspendedAsync(all.Select(site => site.AccessId).Distinct(), cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>Looks at one site.</summary>
    public async Task<SiteSight> LookAtAsync(SiteId site, CancellationToken cancellationToken)
    {
        if (await OutboxWindow.OldestWaitsSinceAsync(table, site, cancellationToken).ConfigureAwait(false) is not { } oldest)
        {
            return default;
        }

        var view = await leases.ViewAsync(site, cancellationToken).ConfigureAwait(false);
        if (view is null || (!SiteLeases.IsHeld(view) && !(view.Memory.BackOffUntil > time.GetUtcNow())))
        {
            await bell.RingAsync(site, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }

        var now = time.GetUtcNow();
        return new SiteSight(now - oldest, view?.Memory.SilentSince is { } since ? now - since : TimeSpan.Zero);
    }

    private async Task<int> CountSuspendedAsync(IEnumerable<string> accessIds, CancellationToken cancellationToken)
    {
        var suspended = 0;
        foreach (var accessId in accessIds)
        {
            suspended += (await standings.ReadAsync(accessId, cancellationToken).ConfigureAwait(false)).IsSuspended ? 1 : 0;
        }

        return suspended;
    }
}

/// <summary>What a look at one site has shown: how long its oldest record waits, and how long nothing has answered it meanwhile.</summary>
internal readonly record struct SiteSight(TimeSpan OldestWaits, TimeSpan Silence);
