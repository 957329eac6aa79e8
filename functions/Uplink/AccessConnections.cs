using System.Collections.Concurrent;
using HzFunctions.CityBrain.Client;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Keys;
using Microsoft.Extensions.Caching.Memory;

namespace HzFunctions.Functions.Uplink;

/// <summary>
/// Connections to the city brain, with their keys loaded and proven. A connection lives for five minutes, so that a key that was
/// exchanged where it is kept comes into use without a restart; a change of the directory's entry shows at once.
/// </summary>
internal sealed class AccessConnections(SiteDirectory directory, IPrivateKeySource keys, PlatformKeys platformKeys) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _connections = new(new MemoryCacheOptions());

    // By the reference to a key, the version that the city brain has taken last where it was not the newest.
    private readonly ConcurrentDictionary<string, string> _accepted = new(StringComparer.Ordinal);

    /// <summary>The connection of an access.</summary>
    /// <exception cref="InvalidKeyException">The access has no key that can be used, or is not registered.</exception>
    public async ValueTask<AccessConnection> GetAsync(string accessId, CancellationToken cancellationToken)
    {
        var entry = await FindAsync(accessId, cancellationToken).ConfigureAwait(false);
        if (_connections.TryGetValue(entry, out AccessConnection? known))
        {
            return known!;
        }

        var versions = await keys.LoadAsync(entry.PrivateKey, asOfNow: false, cancellationToken).ConfigureAwait(false);
        var accepted = versions.FirstOrDefault(version => _accepted.GetValueOrDefault(entry.PrivateKey) == version.Version);
        var connection = await ConnectAsync(entry, accepted ?? versions[0], cancellationToken).ConfigureAwait(false);
        return _connections.Set(entry, connection, Lifetime);
    }

    /// <summary>
    /// The same with the other version of its key, as the key is now; null where there is none. A key is not exchanged here and at the city brain in the same
    /// instant: until both know the new one, one of the two is refused.
    /// </summary>
    public async Task<AccessConnection?> OtherAsync(AccessConnection refused, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await FindAsync(refused.AccessId, cancellationToken).ConfigureAwait(false);
            var versions = await keys.LoadAsync(entry.PrivateKey, asOfNow: true, cancellationToken).ConfigureAwait(false);
            return versions.FirstOrDefault(version => version.Version != refused.KeyVersion) is { } other
                ? await ConnectAsync(entry, other, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (InvalidKeyException)
        {
            return null;
        }
    }

    /// <summary>Goes on with a connection whose key the city brain has taken.</summary>
    public async Task PreferAsync(AccessConnection accepted, CancellationToken cancellationToken)
    {
        var entry = await FindAsync(accepted.AccessId, cancellationToken).ConfigureAwait(false);
        _accepted[entry.PrivateKey] = accepted.KeyVersion!;
        _connections.Set(entry, accepted, Lifetime);
    }

    public void Dispose() => _connections.Dispose();

    private async Task<AccessEntry> FindAsync(string accessId, CancellationToken cancellationToken) =>
        await directory.FindAccessAsync(accessId, cancellationToken).ConfigureAwait(false) ?? throw new InvalidKeyException("The access is not registered.");

    private async Task<AccessConnection> ConnectAsync(AccessEntry entry, PrivateKeyVersion key, CancellationToken cancellationToken)
    {
        var connection = new AccessConnection
        {
            AccessId = entry.AccessId,
            BaseAddress = new Uri(entry.BaseAddress),
            Key = key.Key,
            KeyVersion = key.Version,
            Envelope = new EnvelopeSettings
            {
                Hash = EnvelopeTexts.HashOf(entry.Hash),
                Cipher = EnvelopeTexts.CipherOf(entry.Cipher),
                DataAsString = entry.DataAsString,
            },
            PlatformKey = entry.PlatformKey is null ? null : await platformKeys.LoadAsync(entry.PlatformKey, cancellationToken).ConfigureAwait(false),
            PathBases = entry.PathBases.ToDictionary(),
            QueryStringForm = entry.QueryStringForm,
        };
        return entry.PathBase is null ? connection : connection with { PathBase = entry.PathBase };
    }
}
