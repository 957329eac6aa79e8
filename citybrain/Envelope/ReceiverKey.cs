using System.Security.Cryptography;
using HzFunctions.CityBrain.Envelope.Engines;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>
/// The private half of the key that messages of the mode <see cref="CipherMode.PlatformPublicKey"/> are ciphered with: what a receiver of
/// such messages needs. Shared by all threads; needs no disposal.
/// </summary>
public sealed class ReceiverKey
{
    private readonly BouncyCastleDecryption _decryption;

    private ReceiverKey(RSAParameters parameters)
    {
        ModulusBytes = parameters.Modulus!.Length;
        _decryption = new BouncyCastleDecryption(parameters);
    }

    /// <summary>The length of a block in bytes.</summary>
    public int ModulusBytes { get; }

    /// <summary>Loads the key.</summary>
    /// <param name="pemOrBase64Pkcs8">As for <see cref="PrivateKeys.Load(string)"/>.</param>
    /// <exception cref="InvalidKeyException">The text is no such key.</exception>
    public static ReceiverKey Load(string pemOrBase64Pkcs8)
    {
        var parameters = KeyParameters.ReadPrivate(pemOrBase64Pkcs8);
        try
        {
            return new ReceiverKey(parameters);
        }
        finally
        {
            KeyParameters.Clear(parameters);
        }
    }

    internal bool TryDecrypt(ReadOnlySpan<byte> block, Span<byte> buffer, out ReadOnlySpan<byte> data)
    {
        data = default;
        return block.Length == ModulusBytes && _decryption.TryApply(block, buffer) && TypeTwoPadding.TryStrip(buffer, out data);
    }
}
