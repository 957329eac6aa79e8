using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Downlinks;

/// <summary>Sends one confirmation, or the answer to a question, to the city brain.</summary>
internal sealed class ConfirmationSender(IDirectCalls calls, SiteDirectory directory, StandardCatalogue catalogue, FeeFallback fallback)
{
    /// <summary>Nothing was sent, or nobody has heard it, for want of time.</summary>
    public static readonly CityBrainAnswer NotSent = new(AnswerOutcome.NothingAnswered, null, "it was too late to send", null, TimeSpan.Zero);

    /// <summary>Nothing was sent, since the car park's own client confirms.</summary>
    public static readonly CityBrainAnswer OwnClient = new(AnswerOutcome.Accepted, "own", "the access confirms by itself", null, TimeSpan.Zero);

    private static readonly CityBrainAnswer NoSite = new(AnswerOutcome.NothingAnswered, null, "the car park is not registered", null, TimeSpan.Zero);

    /// <summary>The longest that sending takes.</summary>
    public TimeSpan TimeLimit => calls.TimeLimit;

    /// <summary>Sends what a row wants to be heard.</summary>
    public async Task<CityBrainAnswer> SendAsync(DownlinkRow row, bool success, CancellationToken cancellationToken)
    {
        if (await directory.FindSiteAsync(row.Key.Site, cancellationToken).ConfigureAwait(false) is not { } site
            || await directory.FindAccessAsync(site.AccessId, cancellationToken).ConfigureAwait(false) is not { } access)
        {
            return NoSite;
        }

        if (access.Downlink == AccessEntry.OwnDownlink)
        {
            return OwnClient;
        }

        var payload = row.Key.Topic.Asks
            ? (success ? row.Answer : null) ?? await fallback.WriteAsync(row, site, cancellationToken).ConfigureAwait(false)
            : ConfirmationPayload.Write(row.Key.RequestId, success, row.Data);
        return await calls.CallAsync(site.AccessId, catalogue.Find(row.Key.Topic.Answer)!, payload, cancellationToken).ConfigureAwait(false);
    }
}
