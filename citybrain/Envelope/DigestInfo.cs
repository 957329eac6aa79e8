using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>The DER structure that an RSA signature is made over: the name of the hash, and the hash.</summary>
internal static class DigestInfo
{
    private static ReadOnlySpan<byte> Md5Prefix =>
        [0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05, 0x05, 0x00, 0x04, 0x10];

    private static ReadOnlySpan<byte> Sha1Prefix =>
        [0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14];

    private static ReadOnlySpan<byte> Sha256Prefix =>
        [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

    /// <summary>The structure for <paramref name="message"/>.</summary>
    public static byte[] Of(SignatureHash hash, ReadOnlySpan<byte> message) => hash switch
    {
        SignatureHash.Md5 => [.. Md5Prefix, .. Md5(message)],
        SignatureHash.Sha1 => [.. Sha1Prefix, .. Sha1(message)],
        SignatureHash.Sha256 => [.. Sha256Prefix, .. SHA256.HashData(message)],
        _ => throw new ArgumentOutOfRangeException(nameof(hash)),
    };

    // Hosts in FIPS mode refuse the MD5 of OpenSSL, and with it .NET's; the platform asks for it all the same.
    private static byte[] Md5(ReadOnlySpan<byte> message)
    {
        var digest = new MD5Digest();
        digest.BlockUpdate(message);
        var result = new byte[digest.GetDigestSize()];
        digest.DoFinal(result, 0);
        return result;
    }

    private static byte[] Sha1(ReadOnlySpan<byte> message)
    {
#pragma warning disable CA5350 // The other side prescribes it.
        return SHA1.HashData(message);
#pragma warning restore CA5350
    }
}
