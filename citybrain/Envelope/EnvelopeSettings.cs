namespace HzFunctions.CityBrain.Envelope;

/// <summary>What the standard leaves open about the envelope, as one access (accessID) uses it.</summary>
public sealed record EnvelopeSettings
{
    /// <summary>What the live platform is known to use.</summary>
    public static EnvelopeSettings Default { get; } = new();

    /// <summary>The hash under <c>sign</c>. The default is MD5.</summary>
    public SignatureHash Hash { get; init; } = SignatureHash.Md5;

    /// <summary>The key that makes <c>cipher</c>. The default is the sender's private key.</summary>
    public CipherMode Cipher { get; init; } = CipherMode.OwnPrivateKey;

    /// <summary>Whether <c>data</c> is a string that holds JSON (see <see cref="DataMember"/>). The default is false: an object.</summary>
    public bool DataAsString { get; init; }
}
