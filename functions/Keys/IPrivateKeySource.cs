using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Functions.Keys;

/// <summary>Gives the private key that an access's setting points to.</summary>
internal interface IPrivateKeySource
{
    /// <summary>Loads the key.</summary>
    /// <exception cref="InvalidKeyException">The reference leads to no key that the envelope can use.</exception>
    Task<IPrivateKeyOperation> LoadAsync(string reference, CancellationToken cancellationToken);
}
