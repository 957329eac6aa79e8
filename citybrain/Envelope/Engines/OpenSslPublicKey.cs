using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>A public key in OpenSSL.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class OpenSslPublicKey(RSAParameters parameters) : IPublicKeyOperation
{
    private readonly SafeEvpPKeyHandle _key = OpenSslKey.Create(parameters);

    public bool TryApply(ReadOnlySpan<byte> input, Span<byte> output)
    {
        using var context = LibCrypto.NewContext(_key, engine: 0);
        var length = (nuint)output.Length;
        fixed (byte* from = input)
        fixed (byte* to = output)
        {
            var applied = !context.IsInvalid
                && LibCrypto.RecoverInit(context) == LibCrypto.Success
                && LibCrypto.SetRsaPadding(context, LibCrypto.NoPadding) == LibCrypto.Success
                && LibCrypto.Recover(context, to, ref length, from, (nuint)input.Length) == LibCrypto.Success
                && length == (nuint)output.Length;
            return applied || OpenSslKey.Refused();
        }
    }
}
