using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>A private key in OpenSSL: a signature with PKCS#1 padding and no digest is exactly "type-1 pad and apply the key".</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class OpenSslPrivateKey(RSAParameters parameters) : LocalPrivateKey(parameters.Modulus!.Length)
{
    private readonly SafeEvpPKeyHandle _key = OpenSslKey.Create(parameters);

    public override bool TryApply(ReadOnlySpan<byte> block, Span<byte> result)
    {
        using var context = LibCrypto.NewContext(_key, engine: 0);
        var length = (nuint)result.Length;
        fixed (byte* input = block)
        fixed (byte* output = result)
        {
            // An empty span is pinned as a null pointer, which OpenSSL would take for a question about the length.
            byte nothing = 0;
            var applied = !context.IsInvalid
                && LibCrypto.SignInit(context) == LibCrypto.Success
                && LibCrypto.SetRsaPadding(context, LibCrypto.Pkcs1Padding) == LibCrypto.Success
                && LibCrypto.Sign(context, output, ref length, input is null ? &nothing : input, (nuint)block.Length) == LibCrypto.Success
                && length == (nuint)result.Length;
            return applied || OpenSslKey.Refused();
        }
    }
}
