using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Secrets;

namespace HzFunctions.Functions.Keys;

/// <summary>The city brain's public keys as the directory has them: the key itself, or where it is.</summary>
internal sealed class PlatformKeys(ISecretSource secrets)
{
    /// <summary>Loads the key that is in use.</summary>
    /// <exception cref="InvalidKeyException">There is none.</exception>
    public async Task<PublicKey> LoadAsync(string keyOrReference, CancellationToken cancellationToken)
    {
        if (!SecretSources.IsReference(keyOrReference))
        {
            return PublicKey.Load(keyOrReference);
        }

        try
        {
            return PublicKey.Load((await secrets.ReadVersionsAsync(keyOrReference, asOfNow: false, cancellationToken).ConfigureAwait(false))[0].ReadText());
        }
        catch (SecretUnreadableException fault)
        {
            throw new InvalidKeyException($"The city brain's public key: {fault.Message}", fault);
        }
    }
}
