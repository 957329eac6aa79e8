using System.Text;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Vault.Keys;

/// <summary>What a key's proof found.</summary>
/// <param name="SignsDigests">Whether it signs a DigestInfo of 34 bytes, as in every signature.</param>
/// <param name="SignsBlocks">Whether it takes full blocks too, as every cipher needs them.</param>
/// <param name="Fault">What was wrong, or null when all is well.</param>
public sealed record KeyProofResult(bool SignsDigests, bool SignsBlocks, string? Fault)
{
    /// <summary>Whether the envelope can be made with the key.</summary>
    public bool IsProven => Fault is null;
}

/// <summary>
/// Proves that a key does what the envelope needs: a text of three blocks, of which at least one is full, is sealed, and opened with the public half.
/// <c>RSNULL</c> is documented for digests; that it takes more is not promised, and a vault that does not must be told apart from one that is away.
/// </summary>
public static class KeyProof
{
    /// <summary>What to do where a vault refuses full blocks.</summary>
    public const string Fallback =
        "The vault signs digests but refuses full blocks, so that ciphers cannot be made there. Keep the private key as a secret of the vault and refer to it as vault-secret:{name}: it is then used in the process.";

    private const int Blocks = 3;
    private const int Overhead = 11;

    /// <summary>Proves a key.</summary>
    /// <exception cref="KeyUnavailableException">The vault does not answer: nothing is proven, nor disproven.</exception>
    public static async Task<KeyProofResult> RunAsync(IPrivateKeyOperation key, PublicKey publicKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(publicKey);
        try
        {
            if (!await SignsDigestAsync(key, publicKey, cancellationToken))
            {
                return new KeyProofResult(false, false, "The vault's signature does not verify with the key's public half.");
            }
        }
        catch (InvalidKeyException fault) when (fault is not KeyUnavailableException)
        {
            return new KeyProofResult(false, false, fault.Message);
        }

        try
        {
            return await SealsAsync(key, publicKey, cancellationToken)
                ? new KeyProofResult(true, true, null)
                : new KeyProofResult(true, false, "What the vault seals does not open with the key's public half.");
        }
        catch (InvalidKeyException fault) when (fault is not KeyUnavailableException)
        {
            return new KeyProofResult(true, false, $"{fault.Message} {Fallback}");
        }
    }

    // Where the cipher is made with a public key, the sign is all that the private one is asked for.
    private static async Task<bool> SignsDigestAsync(IPrivateKeyOperation key, PublicKey publicKey, CancellationToken cancellationToken)
    {
        var settings = new EnvelopeSettings { Cipher = CipherMode.PlatformPublicKey };
        var message = await EnvelopeSealer.SealAsync("{}", key, settings, publicKey, cancellationToken);
        return publicKey.Verify(settings.Hash, Encoding.ASCII.GetBytes(message.Cipher), Convert.FromBase64String(message.Sign));
    }

    private static async Task<bool> SealsAsync(IPrivateKeyOperation key, PublicKey publicKey, CancellationToken cancellationToken)
    {
        var text = new string('证', ((key.ModulusBytes - Overhead) * (Blocks - 1) / 3) + 1);
        var message = await EnvelopeSealer.SealAsync(text, key, EnvelopeSettings.Default, platformKey: null, cancellationToken);
        return EnvelopeOpener.Open(message.Cipher, message.Sign, publicKey, EnvelopeSettings.Default).Text == text;
    }
}
