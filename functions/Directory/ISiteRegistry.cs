using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Directory;

/// <summary>Which car parks there are, and to which access each belongs.</summary>
internal interface ISiteRegistry
{
    /// <summary>The accessID of a site, or null when the site is not registered.</summary>
    ValueTask<string?> AccessOfAsync(SiteId site, CancellationToken cancellationToken);

    /// <summary>All registered sites, disabled ones too: what they had accepted still goes up.</summary>
    Task<IReadOnlyList<SiteEntry>> AllAsync(CancellationToken cancellationToken);
}
