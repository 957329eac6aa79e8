using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace HzFunctions.Local.VaultSimulator;

/// <summary>The tokens that the identity endpoint gave out and the vault takes.</summary>
internal sealed class VaultTokens(TimeProvider time)
{
    /// <summary>How long a token holds.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (string Audience, DateTimeOffset Until)> _issued = new(StringComparer.Ordinal);

    public (string Token, DateTimeOffset Until) Issue(string audience)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var until = time.GetUtcNow() + Validity;
        _issued[token] = (audience, until);
        return (token, until);
    }

    public bool Holds(string token, string audience) =>
        _issued.TryGetValue(token, out var issued) && issued.Audience == audience && issued.Until > time.GetUtcNow();
}
