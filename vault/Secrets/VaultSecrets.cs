using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Logging;

namespace HzFunctions.Vault.Secrets;

/// <summary>The secrets in the vault.</summary>
public sealed class VaultSecrets
{
    private const int VersionsInUse = 2;
    private const int NotFound = 404;

    private readonly SecretClient? _client;
    private readonly StaleCache<IReadOnlyList<SecretVersion>> _cache;
    private readonly TimeProvider _time;

    /// <summary>Reaches the vault's secrets.</summary>
    public VaultSecrets(VaultConnection vault, TimeProvider time, ILogger<VaultSecrets> logger)
    {
        ArgumentNullException.ThrowIfNull(vault);
        (_client, _time) = (vault.Secrets, time);
        _cache = new StaleCache<IReadOnlyList<SecretVersion>>(
            LoadAsync, fault => fault is VaultSecretException { IsGone: true }, fault => VaultLog.SecretOutlived(logger, fault), time);
    }

    /// <summary>The versions of a secret that are in use, the newest first: that and the one before it. A reference with a version has that one only.</summary>
    /// <param name="reference">Which secret.</param>
    /// <param name="asOfNow">Whether the vault is asked in any case; otherwise what is known may be some minutes old.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultSecretException">There is no such secret, or it was never read and the vault does not answer.</exception>
    public ValueTask<IReadOnlyList<SecretVersion>> ReadAsync(VaultReference reference, bool asOfNow, CancellationToken cancellationToken) =>
        asOfNow ? new(_cache.GetNowAsync(reference, cancellationToken)) : _cache.GetAsync(reference, cancellationToken);

    private async Task<IReadOnlyList<SecretVersion>> LoadAsync(VaultReference reference, CancellationToken cancellationToken)
    {
        if (_client is null)
        {
            throw new VaultSecretException(VaultConnection.NoVault, isGone: true);
        }

        try
        {
            return reference.Version is { } version
                ? [await ReadAsync(_client, reference.Name, version, cancellationToken)]
                : await ReadNewestAsync(_client, reference.Name, cancellationToken);
        }
        catch (RequestFailedException fault)
        {
            throw Explained(fault);
        }
        catch (AuthenticationFailedException fault)
        {
            throw new VaultSecretException("No token for the vault can be had: is the identity (AZURE_CLIENT_ID) assigned?", isGone: false, fault);
        }
        catch (Exception fault) when (fault is OperationCanceledException or AggregateException && !cancellationToken.IsCancellationRequested)
        {
            throw new VaultSecretException("The vault does not answer.", isGone: false, fault);
        }
    }

    private async Task<IReadOnlyList<SecretVersion>> ReadNewestAsync(SecretClient client, string name, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var usable = new List<SecretProperties>();
        await foreach (var version in client.GetPropertiesOfSecretVersionsAsync(name, cancellationToken))
        {
            if (version.Enabled != false && !(version.NotBefore > now) && !(version.ExpiresOn <= now))
            {
                usable.Add(version);
            }
        }

        var newest = new List<SecretVersion>();
        foreach (var version in usable.OrderByDescending(version => version.CreatedOn).Take(VersionsInUse))
        {
            newest.Add(await ReadAsync(client, name, version.Version, cancellationToken));
        }

        return newest.Count > 0 ? newest : throw new VaultSecretException("The vault has no such secret, or no version of it that is enabled and within its dates.", isGone: true);
    }

    private static async Task<SecretVersion> ReadAsync(SecretClient client, string name, string version, CancellationToken cancellationToken)
    {
        var secret = (await client.GetSecretAsync(name, version, cancellationToken: cancellationToken)).Value;
        return new SecretVersion(secret.Properties.Version, secret.Value);
    }

    // The library's words hold the request, and with it the secret's name.
    private static VaultSecretException Explained(RequestFailedException fault) => fault.Status switch
    {
        NotFound => new VaultSecretException("The vault has no such secret.", isGone: true, fault),
        401 or 403 => new VaultSecretException($"The vault refuses us ({fault.Status}): the identity needs the role Key Vault Secrets User.", isGone: false, fault),
        0 => new VaultSecretException("The vault does not answer.", isGone: false, fault),
        _ => new VaultSecretException($"The vault cannot be used at present: it answers {fault.Status}.", isGone: false, fault),
    };
}
