using Azure.Data.Tables;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace HzFunctions.Functions.Directory;

/// <summary>
/// Reads the table <c>Directory</c>: accesses, sites, keys, wire identities. What was read is believed for 30 s, so a key that is
/// revoked, or a site that is disabled, is refused within that time.
/// </summary>
internal sealed class SiteDirectory(ITable table) : ISiteRegistry, IDisposable
{
    /// <summary>The table's name.</summary>
    public const string Table = "Directory";

    private const int MaximumSites = 10_000;
    private const string SitesByCode = "sites by code";

    private static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(30);

    // What is not there is remembered too, within bounds: guessing at keys must neither reach the storage each time nor fill the memory.
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    /// <summary>A site, or null.</summary>
    public ValueTask<SiteEntry?> FindSiteAsync(SiteId site, CancellationToken cancellationToken) =>
        FindAsync(SiteEntry.Partition, site.Value, SiteEntry.Read, cancellationToken);

    /// <summary>An access, or null.</summary>
    public ValueTask<AccessEntry?> FindAccessAsync(string accessId, CancellationToken cancellationToken) =>
        FindAsync(AccessEntry.Partition, AccessEntry.RowOf(accessId), AccessEntry.Read, cancellationToken);

    /// <summary>An API key, or null.</summary>
    public ValueTask<ApiKeyEntry?> FindKeyAsync(string keyId, CancellationToken cancellationToken) =>
        FindAsync(ApiKeyEntry.Partition, keyId, ApiKeyEntry.Read, cancellationToken);

    /// <summary>A wire identity, or null.</summary>
    public ValueTask<WireIdentityEntry?> FindIdentityAsync(string clientId, CancellationToken cancellationToken) =>
        FindAsync(WireIdentityEntry.Partition, WireIdentityEntry.RowOf(clientId), WireIdentityEntry.Read, cancellationToken);

    public async ValueTask<string?> AccessOfAsync(SiteId site, CancellationToken cancellationToken) =>
        (await FindSiteAsync(site, cancellationToken).ConfigureAwait(false))?.AccessId;

    public Task<IReadOnlyList<SiteEntry>> AllAsync(CancellationToken cancellationToken) =>
        AllAsync(SiteEntry.Partition, SiteEntry.Read, cancellationToken);

    /// <summary>All accesses.</summary>
    public Task<IReadOnlyList<AccessEntry>> AccessesAsync(CancellationToken cancellationToken) =>
        AllAsync(AccessEntry.Partition, AccessEntry.Read, cancellationToken);

    /// <summary>The car parks with a code, each of another access, that are not disabled.</summary>
    public async ValueTask<IReadOnlyList<SiteEntry>> FindByCodeAsync(string parkingCode, CancellationToken cancellationToken)
    {
        if (!_cache.TryGetValue(SitesByCode, out ILookup<string, SiteEntry>? known))
        {
            var all = await AllAsync(cancellationToken).ConfigureAwait(false);
            known = all.Where(site => !site.Disabled).ToLookup(site => site.ParkingCode, StringComparer.Ordinal);
            _cache.Set(SitesByCode, known, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = BelievedFor });
        }

        return [.. known![parkingCode]];
    }

    /// <summary>All keys of a site.</summary>
    public async Task<IReadOnlyList<ApiKeyEntry>> KeysOfAsync(SiteId site, CancellationToken cancellationToken) =>
        (await AllAsync(ApiKeyEntry.Partition, ApiKeyEntry.Read, cancellationToken).ConfigureAwait(false)).Where(key => key.Site == site).ToList();

    /// <summary>Writes an entry, new or changed.</summary>
    public async Task PutAsync(TableEntity row, CancellationToken cancellationToken)
    {
        await table.WriteAsync([new(TableTransactionActionType.UpsertReplace, row)], cancellationToken).ConfigureAwait(false);
        _cache.Remove((row.PartitionKey, row.RowKey));
        _cache.Remove(SitesByCode);
    }

    /// <summary>Removes an entry. False: there was none.</summary>
    public async Task<bool> RemoveAsync(string partition, string rowKey, CancellationToken cancellationToken)
    {
        var row = new TableEntity(partition, rowKey) { ETag = Azure.ETag.All };
        var removed = await table.WriteAsync([new(TableTransactionActionType.Delete, row, Azure.ETag.All)], cancellationToken).ConfigureAwait(false);
        _cache.Remove((partition, rowKey));
        return removed.Done;
    }

    public void Dispose() => _cache.Dispose();

    private async Task<IReadOnlyList<T>> AllAsync<T>(string partition, Func<TableEntity, T> read, CancellationToken cancellationToken) =>
        (await table.ReadAsync(RowRange.All(partition), MaximumSites, columns: null, cancellationToken).ConfigureAwait(false)).Select(read).ToList();

    private async ValueTask<T?> FindAsync<T>(string partition, string row, Func<TableEntity, T> read, CancellationToken cancellationToken)
        where T : class
    {
        if (row.Length > RowKeyText.MaximumLength)
        {
            return null;
        }

        if (_cache.TryGetValue((partition, row), out T? known))
        {
            return known;
        }

        var found = (await table.GetAsync(partition, row, cancellationToken).ConfigureAwait(false)).Row;
        var entry = found is null ? null : read(found);
        _cache.Set((partition, row), entry, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = BelievedFor });
        return entry;
    }
}
