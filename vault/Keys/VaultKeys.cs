using System.Collections.Concurrent;
using HzFunctions.CityBrain.Envelope;
using Microsoft.Extensions.Logging;

namespace HzFunctions.Vault.Keys;

/// <summary>The keys in the vault, each proven once before it is given out.</summary>
public sealed class VaultKeys : IDisposable
{
    private const int VersionsInUse = 2;

    private readonly VaultCalls? _calls;
    private readonly StaleCache<IReadOnlyList<VaultKey>> _cache;
    private readonly ConcurrentDictionary<string, VaultKey> _proven = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    /// <summary>Reaches the vault's keys.</summary>
    public VaultKeys(VaultConnection vault, VaultMetrics? metrics, TimeProvider time, Random chance, ILogger<VaultKeys> logger)
    {
        ArgumentNullException.ThrowIfNull(vault);
        _time = time;
        _calls = vault.Pipeline is { } pipeline ? new VaultCalls(pipeline, vault.Options.Address, vault.Options.CallsAtOnce, metrics, time, chance) : null;
        _cache = new StaleCache<IReadOnlyList<VaultKey>>(
            LoadAsync,
            fault => fault is VaultRefusalException { Status: 404 },
            fault => VaultLog.KeyOutlived(logger, fault),
            time);
    }

    /// <summary>
    /// The versions of a key that are in use, the newest first: that and the one before it, which the other side may still know us by. A
    /// reference with a version has that one only.
    /// </summary>
    /// <param name="reference">Which key.</param>
    /// <param name="asOfNow">Whether the vault is asked in any case; otherwise what is known may be some minutes old.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidKeyException">There is no such key, or it does not do what the envelope needs.</exception>
    /// <exception cref="KeyUnavailableException">The vault does not answer.</exception>
    public ValueTask<IReadOnlyList<VaultKey>> ReadAsync(VaultReference reference, bool asOfNow, CancellationToken cancellationToken) =>
        asOfNow ? new(_cache.GetNowAsync(reference, cancellationToken)) : _cache.GetAsync(reference, cancellationToken);

    /// <summary>Reads a version as it is, unproven; null: the newest.</summary>
    /// <inheritdoc cref="ReadAsync" path="/exception"/>
    public async Task<VaultKey> FetchAsync(VaultReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var version = reference.Version ?? (await UsableAsync(reference.Name, cancellationToken))[0].Version;
        var body = VaultKeyJson.ReadKey(await Calls.GetAsync(Calls.AddressOf($"/keys/{reference.Name}/{version}"), cancellationToken));
        return body is { IsRsa: true, Modulus.Length: >= 256 }
            ? new VaultKey(Calls, reference.Name, body)
            : throw new InvalidKeyException("The vault's key is no RSA key of 2048 bits or more.");
    }

    /// <inheritdoc />
    public void Dispose() => _calls?.Dispose();

    private VaultCalls Calls => _calls ?? throw new InvalidKeyException(VaultConnection.NoVault);

    private async Task<IReadOnlyList<VaultKey>> LoadAsync(VaultReference reference, CancellationToken cancellationToken)
    {
        if (reference.Version is not null)
        {
            return [await ProvenAsync(reference, cancellationToken)];
        }

        var keys = new List<VaultKey>();
        foreach (var version in (await UsableAsync(reference.Name, cancellationToken)).Take(VersionsInUse))
        {
            keys.Add(await ProvenAsync(reference with { Version = version.Version }, cancellationToken));
        }

        return keys;
    }

    private async Task<VaultKey> ProvenAsync(VaultReference reference, CancellationToken cancellationToken)
    {
        if (_proven.TryGetValue(reference.ToString(), out var known))
        {
            return known;
        }

        var key = await FetchAsync(reference, cancellationToken);
        var proof = await KeyProof.RunAsync(key, key.PublicKey, cancellationToken);
        return proof.IsProven ? _proven.GetOrAdd(reference.ToString(), key) : throw new InvalidKeyException(proof.Fault!);
    }

    private async Task<IReadOnlyList<VaultKeyVersion>> UsableAsync(string name, CancellationToken cancellationToken)
    {
        var versions = new List<VaultKeyVersion>();
        for (Uri? page = Calls.AddressOf($"/keys/{name}/versions"); page is not null;)
        {
            var (listed, next) = VaultKeyJson.ReadVersions(await Calls.GetAsync(page, cancellationToken));
            versions.AddRange(listed);
            page = string.IsNullOrEmpty(next) ? null : Calls.AddressOfLink(next);
        }

        var now = _time.GetUtcNow();
        List<VaultKeyVersion> usable = [.. versions.Where(version => version.IsUsableAt(now)).OrderByDescending(version => version.Created)];
        return usable.Count > 0 ? usable
            : versions.Count > 0 ? throw new InvalidKeyException("The vault's key has no version that is enabled and within its dates.")
            : throw new VaultRefusalException(404, "KeyNotFound");
    }
}
