using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Functions.Uplink;

/// <summary>The envelope's settings as the directory and its HTTP interface write them.</summary>
internal static class EnvelopeTexts
{
    /// <summary>What may be written for a hash.</summary>
    public static readonly IReadOnlyList<string> Hashes = ["md5", "sha1", "sha256"];

    /// <summary>What may be written for the key that makes the cipher.</summary>
    public static readonly IReadOnlyList<string> Ciphers = ["own-private-key", "platform-public-key"];

    public static SignatureHash HashOf(string text) => text switch
    {
        "md5" => SignatureHash.Md5,
        "sha1" => SignatureHash.Sha1,
        "sha256" => SignatureHash.Sha256,
        _ => throw new FormatException("The directory holds a hash that this version does not know."),
    };

    public static CipherMode CipherOf(string text) => text switch
    {
        "own-private-key" => CipherMode.OwnPrivateKey,
        "platform-public-key" => CipherMode.PlatformPublicKey,
        _ => throw new FormatException("The directory holds a cipher mode that this version does not know."),
    };
}
