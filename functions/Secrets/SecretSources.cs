using System.Text;
using HzFunctions.Vault;
using HzFunctions.Vault.Secrets;

namespace HzFunctions.Functions.Secrets;

/// <summary>Secrets wherever they are: <c>vault-secret:{name}</c> in the vault, <c>file:{path}</c> in a file.</summary>
internal sealed class SecretSources(VaultSecrets vault) : ISecretSource
{
    /// <summary>Whether a text begins as a reference to a secret does.</summary>
    public static bool IsReference(string text) =>
        text.StartsWith(FileSecretSource.Scheme, StringComparison.Ordinal) || text.StartsWith(VaultReference.SecretScheme, StringComparison.Ordinal);

    public async Task<IReadOnlyList<Secret>> ReadVersionsAsync(string reference, bool asOfNow, CancellationToken cancellationToken)
    {
        if (reference.StartsWith(FileSecretSource.Scheme, StringComparison.Ordinal))
        {
            return [await FileSecretSource.ReadAsync(reference, cancellationToken).ConfigureAwait(false)];
        }

        if (!VaultReference.TryParse(reference, VaultReference.SecretScheme, out var secret))
        {
            throw new SecretUnreadableException("The reference is neither file:{path} nor vault-secret:{name}.");
        }

        try
        {
            var versions = await vault.ReadAsync(secret, asOfNow, cancellationToken).ConfigureAwait(false);
            return [.. versions.Select(version => new Secret(version.Version, Encoding.UTF8.GetBytes(version.Value)))];
        }
        catch (VaultSecretException fault)
        {
            throw new SecretUnreadableException(fault.Message, fault);
        }
    }
}
