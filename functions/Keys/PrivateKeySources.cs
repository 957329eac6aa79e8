using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Secrets;
using HzFunctions.Vault;
using HzFunctions.Vault.Keys;

namespace HzFunctions.Functions.Keys;

/// <summary>
/// Private keys wherever they are: <c>vault-key:{name}</c>, a key that never leaves the vault; <c>vault-secret:{name}</c>, one that the city brain has
/// issued and the vault keeps as a secret; <c>file:{path}</c>. What is no vault's key is used in this process: PEM, or the one line of Base64 that the platform issues.
/// </summary>
internal sealed class PrivateKeySources(VaultKeys vault, ISecretSource secrets) : IPrivateKeySource
{
    public async Task<IReadOnlyList<PrivateKeyVersion>> LoadAsync(string reference, bool asOfNow, CancellationToken cancellationToken)
    {
        if (!reference.StartsWith(VaultReference.KeyScheme, StringComparison.Ordinal))
        {
            return await LoadIntoProcessAsync(reference, asOfNow, cancellationToken).ConfigureAwait(false);
        }

        var keys = VaultReference.TryParse(reference, VaultReference.KeyScheme, out var key)
            ? await vault.ReadAsync(key, asOfNow, cancellationToken).ConfigureAwait(false)
            : throw new InvalidKeyException("The reference to a key in the vault is not vault-key:{name} or vault-key:{name}/{version}.");
        return [.. keys.Select(version => new PrivateKeyVersion(version.Version, version))];
    }

    private async Task<IReadOnlyList<PrivateKeyVersion>> LoadIntoProcessAsync(string reference, bool asOfNow, CancellationToken cancellationToken)
    {
        try
        {
            var texts = await secrets.ReadVersionsAsync(reference, asOfNow, cancellationToken).ConfigureAwait(false);
            return [.. texts.Select(text => new PrivateKeyVersion(text.Version, PrivateKeys.Load(text.ReadText())))];
        }
        catch (SecretUnreadableException fault)
        {
            throw new InvalidKeyException($"The private key: {fault.Message}", fault);
        }
    }
}
