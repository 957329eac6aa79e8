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
internal sealed class AccessConnections(SiteDirectory directory, IPrivateKeySource keys) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _connections = new(new MemoryCacheOptions());

    /// <summary>The connection of an access.</summary>
    /// <exception cref="InvalidKeyException">The access has no key that can be used, or is not registered.</exception>
    public async ValueTask<AccessConnection> GetAsync(string accessId, CancellationToken cancellationToken)
    {
        var entry = await directory.FindAccessAsync(accessId, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidKeyException("The access is not registered.");
        if (_connections.TryGetValue(entry, out AccessConnection? known))
        {
            return known!;
        }

        var connection = await ConnectAsync(entry, cancellationToken).ConfigureAwait(false);
        return _connections.Set(entry, connection, Lifetime);
    }

    public void Dispose() => _connections.Dispose();

    private async Task<AccessConnection> ConnectAsync(AccessEntry entry, CancellationToken cancellationToken)
    {
        var connection = new AccessConnection
        {
            AccessId = entry.AccessId,
            BaseAddress = new Uri(entry.BaseAddress),
            Key = await keys.LoadAsync(entry.PrivateKey, cancellationToken).ConfigureAwait(false),
            Envelope = new EnvelopeSettings
            {
                Hash = EnvelopeTexts.HashOf(entry.Hash),
                Cipher = EnvelopeTexts.CipherOf(entry.Cipher),
                DataAsString = entry.DataAsString,
            },
            PlatformKey = entry.PlatformKey is null ? null : PublicKey.Load(entry.PlatformKey),
            PathBases = entry.PathBases.ToDictionary(),
            QueryStringForm = entry.QueryStringForm,
        };
        return entry.PathBase is null ? connection : connection with { PathBase = entry.PathBase };
    }
}
