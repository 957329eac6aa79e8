using System.Buffers.Text;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.Local.Wire;

/// <summary>Opens what a client of the standard sealed: the sign is verified before a block is opened.</summary>
/// <param name="senderKey">The public key that belongs to the accessID.</param>
/// <param name="hash">The hash under the sign.</param>
/// <param name="cipherKey">The key that opens the cipher: the sender's public key, or the platform's own private one.</param>
internal sealed class WireOpener(RsaKeyParameters senderKey, WireHash hash, RsaKeyParameters cipherKey)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public OpenedMessage Open(string cipher, string sign)
    {
        if (Decode(cipher) is not { } cipherBytes || Decode(sign) is not { } signBytes)
        {
            return OpenedMessage.Failed(OpenFault.NotBase64);
        }

        var blockBytes = (cipherKey.Modulus.BitLength + 7) / 8;
        if (cipherBytes.Length == 0 || cipherBytes.Length % blockBytes != 0)
        {
            return OpenedMessage.Failed(OpenFault.NotWholeBlocks);
        }

        return WireSignature.Verifies(cipher, signBytes, senderKey, hash)
            ? OpenBlocks(cipherBytes)
            : OpenedMessage.Failed(OpenFault.WrongSign);
    }

    private OpenedMessage OpenBlocks(byte[] cipher)
    {
        try
        {
            return OpenedMessage.Of(StrictUtf8.GetString(WireCipher.Decrypt(cipher, cipherKey)));
        }
        catch (CryptoException)
        {
            return OpenedMessage.Failed(OpenFault.UnreadableBlock);
        }
        catch (DecoderFallbackException)
        {
            return OpenedMessage.Failed(OpenFault.NotUtf8);
        }
    }

    // Convert.FromBase64String would let blanks and line breaks pass, which the real platform does not promise to do.
    private static byte[]? Decode(string text) =>
        !text.Any(char.IsWhiteSpace) && Base64.IsValid(text) ? Convert.FromBase64String(text) : null;
}
