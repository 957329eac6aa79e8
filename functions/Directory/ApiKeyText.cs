using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace HzFunctions.Functions.Directory;

/// <summary>The text of API keys, <c>{keyId}.{secret}</c>: 16 and 43 characters.</summary>
internal static class ApiKeyText
{
    private const int KeyIdLength = 16;
    private const int LongestSecret = 64;

    private static readonly SearchValues<char> KeyIdCharacters = SearchValues.Create("0123456789abcdef");

    /// <summary>Makes a key.</summary>
    public static (string KeyId, string Secret) Make() => (
        RandomNumberGenerator.GetHexString(KeyIdLength, lowercase: true),
        System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>What is kept of a secret.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>True when the secret is the key's; takes the same time for every wrong one.</summary>
    public static bool IsSecretOf(ApiKeyEntry key, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.SecretSha256), Encoding.ASCII.GetBytes(HashOf(secret)));

    /// <summary>Takes a key apart; false for anything that no key can be.</summary>
    public static bool TryParse(string? text, out string keyId, out string secret)
    {
        (keyId, secret) = (string.Empty, string.Empty);
        if (text is null || text.Length <= KeyIdLength + 1 || text.Length > KeyIdLength + 1 + LongestSecret || text[KeyIdLength] != '.')
        {
            return false;
        }

        (keyId, secret) = (text[..KeyIdLength], text[(KeyIdLength + 1)..]);
        return !keyId.AsSpan().ContainsAnyExcept(KeyIdCharacters);
    }
}
