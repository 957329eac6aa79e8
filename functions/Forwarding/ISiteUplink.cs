using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Forwarding;

/// <summary>Sends one record of a site to the city brain, sealed with the key of the site's access.</summary>
internal interface ISiteUplink
{
    /// <summary>Calls the city brain; what the other side does is an answer, never an exception.</summary>
    /// <param name="site">The site that the record belongs to.</param>
    /// <param name="kind">The interface's name.</param>
    /// <param name="payload"><c>{"data":{…}}</c>.</param>
    /// <param name="file">The photo in Base64, for uploadPhoto.</param>
    /// <param name="timeLimit">How long the city brain may take.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<CityBrainAnswer> SendAsync(
        SiteId site, string kind, string payload, string? file, TimeSpan timeLimit, CancellationToken cancellationToken);
}
