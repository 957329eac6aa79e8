using HzFunctions.Vault;
using HzFunctions.Vault.Secrets;

namespace HzFunctions.MqttBridge.Directory;

/// <summary>Follows references to secrets: <c>vault-secret:{name}</c> or <c>file:{path}</c>.</summary>
internal sealed class SecretReferences(VaultSecrets vault)
{
    private const string FileScheme = "file:";

    /// <summary>Whether a text is a reference, and not the thing itself.</summary>
    public static bool IsReference(string text) =>
        text.StartsWith(FileScheme, StringComparison.Ordinal) || text.StartsWith(VaultReference.SecretScheme, StringComparison.Ordinal);

    /// <summary>The versions that are in use, the newest first.</summary>
    /// <param name="reference">Where the secret is.</param>
    /// <param name="what">What it is, for the fault.</param>
    /// <param name="asOfNow">Whether it is read where it is kept in any case; otherwise what is known may be some minutes old.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MisconfiguredAccessException">The reference leads to no secret.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(string reference, string what, bool asOfNow, CancellationToken cancellationToken)
    {
        try
        {
            if (reference.StartsWith(FileScheme, StringComparison.Ordinal))
            {
                return [(await File.ReadAllTextAsync(reference[FileScheme.Length..], cancellationToken).ConfigureAwait(false)).TrimEnd('\r', '\n')];
            }

            return VaultReference.TryParse(reference, VaultReference.SecretScheme, out var secret)
                ? [.. (await vault.ReadAsync(secret, asOfNow, cancellationToken).ConfigureAwait(false)).Select(version => version.Value)]
                : throw new MisconfiguredAccessException($"the reference to its {what} is neither file:… nor vault-secret:…");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MisconfiguredAccessException($"the file of its {what} cannot be read", fault);
        }
        catch (VaultSecretException fault)
        {
            throw new MisconfiguredAccessException($"its {what} cannot be had: {fault.Message}", fault);
        }
    }
}
