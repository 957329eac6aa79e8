using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Guidance;

namespace HzFunctions.Functions.WatchGuidance;

/// <summary>Every 30 s tidies the bookings of each car park; one query where nothing is due.</summary>
internal sealed class WatchGuidanceFunction(ISiteRegistry sites, GuidanceTidy tidy, ILogger<WatchGuidanceFunction> logger)
{
    private const int SitesAtOnce = 16;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var all = await sites.AllAsync(cancellationToken).ConfigureAwait(false);
        var options = new ParallelOptions { MaxDegreeOfParallelism = SitesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(all, options, async (site, token) => await LookAtAsync(site, token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task LookAtAsync(SiteEntry site, CancellationToken cancellationToken)
    {
        try
        {
            await tidy.RunAsync(site.Site, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // One car park that cannot be tidied must not keep the others waiting.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            GuidanceLog.NotTidied(logger, site.Site.Value, fault);
        }
    }
}
