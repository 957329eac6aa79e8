using System.Security.Cryptography;

namespace HzFunctions.Functions.Secrets;

/// <summary>Secrets in files, <c>file:{path}</c>: the bytes of the file, without line breaks at its end.</summary>
internal static class FileSecretSource
{
    /// <summary>How such a reference begins.</summary>
    public const string Scheme = "file:";

    // The private half of an RSA-4096 key takes some 3,300 characters.
    private const int LongestSecret = 4096;
    private const int VersionLength = 12;

    /// <exception cref="SecretUnreadableException">The reference leads to no secret.</exception>
    public static async Task<Secret> ReadAsync(string reference, CancellationToken cancellationToken)
    {
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
            ? new Secret(Convert.ToHexStringLower(SHA256.HashData(secret))[..VersionLength], secret[..end])
            : throw new SecretUnreadableException("The file of a secret is empty, or longer than any secret.");
    }
}
