using System.Security.Cryptography;
using System.Text;
using HzFunctions.Functions.Secrets;

namespace HzFunctions.Functions.Guidance;

/// <summary>
/// What is kept of a driver's phone number (用户手机号): its HMAC under a key of the handler's secrets, which cannot be turned back without it.
/// </summary>
internal sealed class PhoneNumbers(ISecretSource secrets, GuidanceOptions options)
{
    /// <summary>The HMAC of a number, hexadecimal; blanks and hyphens in it mean nothing.</summary>
    /// <exception cref="SecretUnreadableException">The setting leads to no key.</exception>
    public async Task<string> HashAsync(string phone, CancellationToken cancellationToken)
    {
        var key = await secrets.ReadAsync(options.PhoneKey, cancellationToken).ConfigureAwait(false);
        try
        {
            var bare = phone.Replace(" ", string.Empty, StringComparison.Ordinal).Replace("-", string.Empty, StringComparison.Ordinal);
            return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(bare)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
