namespace HzFunctions.Functions.Secrets;

/// <summary>Secrets in files, <c>file:{path}</c>: the bytes of the file, without line breaks at its end.</summary>
internal sealed class FileSecretSource : ISecretSource
{
    /// <summary>How such a reference begins.</summary>
    public const string Scheme = "file:";

    private const int LongestSecret = 4096;

    public async Task<byte[]> ReadAsync(string reference, CancellationToken cancellationToken)
    {
        if (!reference.StartsWith(Scheme, StringComparison.Ordinal))
        {
            throw new SecretUnreadableException("The reference to a secret begins with no scheme that is known here (file:).");
        }

        byte[] secret;
        try
        {
            secret = await File.ReadAllBytesAsync(reference[Scheme.Length..], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SecretUnreadableException("The file of a secret cannot be read.", fault);
        }

        var end = secret.AsSpan().TrimEnd("\r\n"u8).Length;
        return end is > 0 and <= LongestSecret
            ? secret[..end]
            : throw new SecretUnreadableException("The file of a secret is empty, or longer than any secret.");
    }
}
