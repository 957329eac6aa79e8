using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Functions.Keys;

/// <summary>Gives the private key that an access's setting points to.</summary>
internal interface IPrivateKeySource
{
    /// <summary>Loads the key: the version that is in use, and behind it the one before, which the city brain may still know us by.</summary>
    /// <param name="reference">Where the key is.</param>
    /// <param name="asOfNow">Whether it is read where it is kept in any case; otherwise what is known may be some minutes old.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidKeyException">The reference leads to no key that the envelope can use.</exception>
    /// <exception cref="KeyUnavailableException">Whoever keeps the key does not answer.</exception>
    Task<IReadOnlyList<PrivateKeyVersion>> LoadAsync(string reference, bool asOfNow, CancellationToken cancellationToken);
}

/// <summary>One version of a private key.</summary>
/// <param name="Version">What tells it from the others; nothing of the key.</param>
/// <param name="Key">The key.</param>
internal sealed record PrivateKeyVersion(string Version, IPrivateKeyOperation Key);
