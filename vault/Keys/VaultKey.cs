using System.Security.Cryptography;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Vault.Keys;

/// <summary>
/// One version of a key that never leaves the vault: each block goes to the vault's <c>sign</c> with <c>RSNULL</c>, which pads by type 1 and
/// applies the key. The blocks of one message go side by side.
/// </summary>
public sealed class VaultKey : IPrivateKeyOperation
{
    // What the padding takes of a block at least.
    private const int Overhead = 11;

    private readonly VaultCalls _calls;
    private readonly Uri _sign;

    internal VaultKey(VaultCalls calls, string name, VaultKeyBody body)
    {
        _calls = calls;
        _sign = calls.AddressOf($"/keys/{name}/{body.Version}/sign");
        Version = body.Version;
        ModulusBytes = body.Modulus.Length;
        PublicKeyText = PublicKeyOf(body);
        PublicKey = PublicKey.Load(PublicKeyText);
    }

    /// <summary>The version's id in the vault.</summary>
    public string Version { get; }

    /// <inheritdoc />
    public int ModulusBytes { get; }

    /// <summary>The public half.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>The public half as PEM: what the city brain is given.</summary>
    public string PublicKeyText { get; }

    /// <inheritdoc />
    public async ValueTask<byte[]> ApplyAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(block.Length, ModulusBytes - Overhead, nameof(block));
        var answer = await _calls.PostAsync(_sign, VaultKeyJson.WriteSign(block.Span), cancellationToken);
        var signed = VaultKeyJson.ReadSigned(answer);
        return signed.Length == ModulusBytes ? signed : throw new InvalidKeyException("The vault's signature has another length than its key.");
    }

    private static string PublicKeyOf(VaultKeyBody body)
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = body.Modulus, Exponent = body.Exponent });
        return rsa.ExportSubjectPublicKeyInfoPem();
    }
}
