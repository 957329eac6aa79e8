using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Uplink;

/// <summary>Sends journalled records: the site's access, its key, its settings.</summary>
internal sealed class SiteUplink(ISiteRegistry sites, AccessCalls calls, StandardCatalogue catalogue) : ISiteUplink
{
    public async Task<CityBrainAnswer> SendAsync(
        SiteId site, string kind, string payload, string? file, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var accessId = await sites.AccessOfAsync(site, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("A site that is being drained is no longer registered.");
        var definition = catalogue.Find(kind) ?? throw new InvalidOperationException("The journal holds an interface that the standard lacks.");
        return await calls.SendAsync(accessId, definition, payload, file, timeLimit, cancellationToken).ConfigureAwait(false);
    }
}
