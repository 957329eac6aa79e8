using System.Text;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>Makes <c>cipher</c> and <c>sign</c> from a plaintext (§2.1).</summary>
public static class EnvelopeSealer
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Seals a text.</summary>
    /// <remarks>
    /// Give it only what we serialised ourselves, and give what it returns only to the city brain: whoever could have any bytes sealed
    /// could have any statement signed in the operator's name.
    /// </remarks>
    /// <param name="plaintext">The JSON as it is ciphered. An empty text becomes one empty block.</param>
    /// <param name="key">The sender's private key.</param>
    /// <param name="settings">How this access seals.</param>
    /// <param name="platformKey">Needed for <see cref="CipherMode.PlatformPublicKey"/>, else unused.</param>
    /// <param name="cancellationToken">Ends the operations of a remote key.</param>
    /// <exception cref="ArgumentException">
    /// The text holds half of a surrogate pair, which UTF-8 cannot carry, or the platform's key is needed and missing.
    /// </exception>
    public static async ValueTask<SealedMessage> SealAsync(
        string plaintext,
        IPrivateKeyOperation key,
        EnvelopeSettings settings,
        PublicKey? platformKey,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plaintext);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(settings);

        var bytes = BytesOf(plaintext);
        if (settings.Cipher == CipherMode.PlatformPublicKey)
        {
            ArgumentNullException.ThrowIfNull(platformKey);
        }

        var blocks = settings.Cipher == CipherMode.PlatformPublicKey
            ? EncryptBlocks(bytes, platformKey!)
            : await ApplyToBlocksAsync(bytes, key, cancellationToken);
        var cipher = Convert.ToBase64String(blocks);
        var digestInfo = DigestInfo.Of(settings.Hash, Encoding.ASCII.GetBytes(cipher));
        var sign = await key.ApplyAsync(digestInfo, cancellationToken);
        return new SealedMessage(cipher, Convert.ToBase64String(sign));
    }

    private static byte[] BytesOf(string plaintext)
    {
        try
        {
            return Utf8.GetBytes(plaintext);
        }
        catch (EncoderFallbackException)
        {
            // The original exception shows the character.
            throw new ArgumentException("The text holds half of a surrogate pair, which UTF-8 cannot carry.", nameof(plaintext));
        }
    }

    private static async Task<byte[]> ApplyToBlocksAsync(byte[] bytes, IPrivateKeyOperation key, CancellationToken cancellationToken)
    {
        var perBlock = key.ModulusBytes - TypeOnePadding.Overhead;
        var operations = new Task<byte[]>[BlockCount(bytes.Length, perBlock)];
        for (var i = 0; i < operations.Length; i++)
        {
            operations[i] = key.ApplyAsync(Block(bytes, i, perBlock), cancellationToken).AsTask();
        }

        // A local key has done the work by now. A remote one works on all blocks at once, and none is left behind when one fails.
        var results = await Task.WhenAll(operations);
        var blocks = new byte[results.Length * key.ModulusBytes];
        for (var i = 0; i < results.Length; i++)
        {
            results[i].CopyTo(blocks, i * key.ModulusBytes);
        }

        return blocks;
    }

    private static byte[] EncryptBlocks(byte[] bytes, PublicKey platformKey)
    {
        var perBlock = platformKey.ModulusBytes - TypeOnePadding.Overhead;
        var blocks = new byte[BlockCount(bytes.Length, perBlock) * platformKey.ModulusBytes];
        for (var i = 0; i * platformKey.ModulusBytes < blocks.Length; i++)
        {
            var block = blocks.AsSpan(i * platformKey.ModulusBytes, platformKey.ModulusBytes);
            platformKey.Encrypt(Block(bytes, i, perBlock).Span, block);
        }

        return blocks;
    }

    private static int BlockCount(int length, int perBlock) => Math.Max(1, (length + perBlock - 1) / perBlock);

    private static ReadOnlyMemory<byte> Block(byte[] bytes, int index, int perBlock) =>
        bytes.AsMemory(index * perBlock, Math.Min(perBlock, bytes.Length - (index * perBlock)));
}
