using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.Guidance;

/// <summary>Which car park the city brain means: a code is unique only within an access (R26), and these interfaces name none.</summary>
internal sealed class GuidedCarParks(SiteDirectory directory)
{
    /// <summary>The car park, or the answer to whoever means none.</summary>
    public async Task<(SiteEntry? Site, GuidanceAnswer? Refusal)> FindAsync(GuidanceRequest request, CancellationToken cancellationToken)
    {
        var sites = await directory.FindByCodeAsync(request.ParkingCode, cancellationToken).ConfigureAwait(false);
        var named = sites.Count > 1 ? [.. sites.Where(site => site.ParkingName == request.ParkingName)] : sites;
        return named switch
        {
            [var only] => (only, null),
            _ when sites.Count == 0 => (null, GuidanceAnswer.NothingFound),
            _ => (null, GuidanceAnswer.Refused("parkingCode, parkingName: several car parks have this code, and the name does not say which one is meant")),
        };
    }

    /// <summary>The car park of a booking, or null where it is none any more.</summary>
    public async Task<SiteEntry?> FindAsync(BookRecordId id, CancellationToken cancellationToken) =>
        await directory.FindSiteAsync(id.Site, cancellationToken).ConfigureAwait(false) is { Disabled: false } site ? site : null;
}
