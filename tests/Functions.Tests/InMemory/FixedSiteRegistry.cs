using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>Car parks that are registered from the beginning.</summary>
internal sealed class FixedSiteRegistry(params SiteEntry[] sites) : ISiteRegistry
{
    /// <summary>An entry for a site of the given access.</summary>
    public static SiteEntry Entry(string accessId, string parkingCode) =>
        new(SiteId.Create(accessId, parkingCode)!.Value, accessId, parkingCode, $"场库{parkingCode}", Disabled: false, SeveralExitsWithEtc: false);

    public ValueTask<string?> AccessOfAsync(SiteId site, CancellationToken cancellationToken) =>
        ValueTask.FromResult(sites.FirstOrDefault(entry => entry.Site == site)?.AccessId);

    public Task<IReadOnlyList<SiteEntry>> AllAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SiteEntry>>(sites);
}
