using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Vault.Keys;

/// <summary>The vault answers, and the answer is no.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The vault's own word for the reason, or null.</param>
internal sealed class VaultRefusalException(int status, string? code) : InvalidKeyException(Words(status, code))
{
    public int Status { get; } = status;

    private static string Words(int status, string? code) => status switch
    {
        401 => "The vault takes no token of ours (401): is Vault__Scope the vault's?",
        403 => $"The vault refuses us (403 {code}): the identity needs the role Key Vault Crypto User, and the key must be enabled.",
        404 => $"The vault has no such key (404 {code}).",
        _ => $"The vault refuses the operation ({status} {code}).",
    };
}
