using System.Text;
using System.Text.Unicode;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>
/// Opens what <see cref="EnvelopeSealer"/>, the city brain or another client sealed. Nothing the sender does raises an exception.
/// </summary>
public static class EnvelopeOpener
{
    /// <summary>
    /// The longest cipher that is looked at, in characters: the standard's 30,000 characters of data, all of them written as
    /// <c>\uXXXX</c>, take some 263,000.
    /// </summary>
    public const int LongestCipher = 512 * 1024;

    /// <summary>Checks the sign, then opens the blocks that the sender ciphered with its private key.</summary>
    /// <exception cref="ArgumentException">The settings say that a receiver's key is needed.</exception>
    public static OpenResult Open(string cipher, string sign, PublicKey senderKey, EnvelopeSettings settings) =>
        Open(cipher, sign, senderKey, settings, receiverKey: null);

    /// <summary>Checks the sign, then opens the blocks.</summary>
    /// <param name="cipher">One line of canonical Base64.</param>
    /// <param name="sign">One line of canonical Base64: the signature over the characters of <paramref name="cipher"/>.</param>
    /// <param name="senderKey">The public key of the one who is said to have sealed it.</param>
    /// <param name="settings">How the sender seals.</param>
    /// <param name="receiverKey">Needed for <see cref="CipherMode.PlatformPublicKey"/>, else unused.</param>
    /// <exception cref="ArgumentException">The settings say that a receiver's key is needed, and there is none.</exception>
    public static OpenResult Open(string cipher, string sign, PublicKey senderKey, EnvelopeSettings settings, ReceiverKey? receiverKey)
    {
        ArgumentNullException.ThrowIfNull(cipher);
        ArgumentNullException.ThrowIfNull(sign);
        ArgumentNullException.ThrowIfNull(senderKey);
        ArgumentNullException.ThrowIfNull(settings);

        OpenBlock open = senderKey.TryRecover;
        var blockBytes = senderKey.ModulusBytes;
        if (settings.Cipher == CipherMode.PlatformPublicKey)
        {
            ArgumentNullException.ThrowIfNull(receiverKey);
            (open, blockBytes) = (receiverKey.TryDecrypt, receiverKey.ModulusBytes);
        }

        if (cipher.Length > LongestCipher || sign.Length > LongestCipher)
        {
            return OpenResult.Failed(OpenFailure.TooLong);
        }

        if (!CanonicalBase64.TryDecode(cipher, out var blocks) || !CanonicalBase64.TryDecode(sign, out var signature))
        {
            return OpenResult.Failed(OpenFailure.BadBase64);
        }

        if (blocks.Length == 0 || blocks.Length % blockBytes != 0 || signature.Length != senderKey.ModulusBytes)
        {
            return OpenResult.Failed(OpenFailure.WrongLength);
        }

        return senderKey.Verify(settings.Hash, Encoding.ASCII.GetBytes(cipher), signature)
            ? OpenBlocks(blocks, blockBytes, open)
            : OpenResult.Failed(OpenFailure.WrongSignature);
    }

    private delegate bool OpenBlock(ReadOnlySpan<byte> block, Span<byte> buffer, out ReadOnlySpan<byte> data);

    private static OpenResult OpenBlocks(byte[] blocks, int blockBytes, OpenBlock open)
    {
        Span<byte> buffer = stackalloc byte[blockBytes];
        var text = new byte[blocks.Length];
        var length = 0;
        for (var start = 0; start < blocks.Length; start += blockBytes)
        {
            if (!open(blocks.AsSpan(start, blockBytes), buffer, out var data))
            {
                return OpenResult.Failed(OpenFailure.BadBlock);
            }

            data.CopyTo(text.AsSpan(length));
            length += data.Length;
        }

        // A character may be cut in two by a block, so that only the whole can be judged.
        var bytes = text.AsSpan(0, length);
        return Utf8.IsValid(bytes) ? OpenResult.Opened(Encoding.UTF8.GetString(bytes)) : OpenResult.Failed(OpenFailure.NotUtf8);
    }
}
