using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Uplink;

/// <summary>Sends journalled records: the site's access, its key, its settings.</summary>
internal sealed class SiteUplink(
    ISiteRegistry sites,
    AccessConnections connections,
    StandardCatalogue catalogue,
    CityBrainClient client,
    CityBrainPulse pulse,
    ILogger<SiteUplink> logger) : ISiteUplink
{
    private static readonly CityBrainAnswer KeyUnusable =
        new(AnswerOutcome.NothingAnswered, null, "the key of the access cannot be used", null, TimeSpan.Zero);

    public async Task<CityBrainAnswer> SendAsync(
        SiteId site, string kind, string payload, string? file, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var accessId = await sites.AccessOfAsync(site, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("A site that is being drained is no longer registered.");
        AccessConnection connection;
        try
        {
            connection = await connections.GetAsync(accessId, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidKeyException fault)
        {
            // The records are not to blame: they wait until operations has put the key right, as they do for a city brain that is away.
            ForwardingLog.KeyUnusable(logger, accessId, fault);
            return KeyUnusable;
        }

        var definition = catalogue.Find(kind) ?? throw new InvalidOperationException("The journal holds an interface that the standard lacks.");
        var answer = await client.SendAsync(connection, definition, payload, file, timeLimit, cancellationToken).ConfigureAwait(false);
        pulse.Note(accessId, answer.Outcome);
        return answer;
    }
}
