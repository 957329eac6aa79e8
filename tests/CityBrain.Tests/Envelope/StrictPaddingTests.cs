using System.Numerics;
using System.Security.Cryptography;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

/// <summary>Blocks and signs that a lax reader takes: each is made with the private key, so that only strictness refuses it.</summary>
public sealed class StrictPaddingTests : OpeningTestBase
{
    [Theory]
    [MemberData(nameof(EveryEngine))]
    public async Task Padding_that_is_not_exactly_right_is_refused(RsaEngine engine)
    {
        var good = Padded("x"u8);
        var blocks = new Dictionary<string, byte[]>
        {
            ["type 0"] = Changed(good, 1, 0x00),
            ["type 2"] = Changed(good, 1, 0x02),
            ["a leading byte"] = Changed(good, 0, 0x01),
            ["a filler that is not FF"] = Changed(good, 5, 0xFE),
            ["a zero among the first eight fillers"] = Changed(good, 9, 0x00),
            ["a filler that is not FF after eight that are"] = Changed(good, 20, 0xFE),
            ["no end of the fillers"] = [0x00, 0x01, .. Enumerable.Repeat((byte)0xFF, 126)],
            ["nothing but zeros"] = new byte[128],
        };
        foreach (var (what, block) in blocks)
        {
            Assert.True(await OpenAsync(block) is { Failure: OpenFailure.BadBlock }, what);
        }

        Assert.Equal("x", (await OpenAsync(good)).Text);

        async Task<OpenResult> OpenAsync(byte[] block)
        {
            var cipher = Convert.ToBase64String(Forger.Raw(block));
            return EnvelopeOpener.Open(cipher, await Forger.SignAsync(cipher), Keys.Public[engine], Settings);
        }
    }

    [Theory]
    [MemberData(nameof(EveryEngine))]
    public async Task Eight_fillers_are_enough_and_an_empty_block_is_one(RsaEngine engine)
    {
        byte[] blocks = [.. Forger.Raw(Padded(new byte[117])), .. Forger.Raw(Padded([]))];
        var cipher = Convert.ToBase64String(blocks);

        var result = EnvelopeOpener.Open(cipher, await Forger.SignAsync(cipher), Keys.Public[engine], Settings);

        Assert.Equal(new string('\0', 117), result.Text);
    }

    [Theory]
    [MemberData(nameof(EveryEngine))]
    public async Task A_sign_over_anything_but_the_exact_DigestInfo_is_refused(RsaEngine engine)
    {
        var cipher = (await Forger.SealAsync(Settings)).Cipher;
        var hash = Forger.Md5(cipher);
        byte[] digestInfo = [.. Forger.Md5Prefix, .. hash];
        byte[] withoutParameters = [0x30, 0x1e, 0x30, 0x0a, .. Forger.Md5Prefix.Skip(4).Take(10), 0x04, 0x10, .. hash];
        byte[] rubbish = new byte[117 - digestInfo.Length];
        byte[] shortFillers = [0x00, 0x01, .. Enumerable.Repeat((byte)0xFF, 8), 0x00, .. digestInfo, .. rubbish];
        var signs = new Dictionary<string, byte[]>
        {
            ["rubbish behind the hash, as a forger with exponent 3 needs it"] = shortFillers,
            ["rubbish behind the hash, rightly padded"] = Padded([.. digestInfo, 0x00]),
            ["a hash cut off"] = Padded(digestInfo.AsSpan(0, digestInfo.Length - 1)),
            ["the hash alone"] = Padded(hash),
            ["no NULL parameters"] = Padded(withoutParameters),
            ["another hash"] = Padded([.. Forger.Md5Prefix, .. Forger.Md5("another")]),
            ["padding of type 2"] = Changed(Padded(digestInfo), 1, 0x02),
            ["nothing"] = Padded([]),
        };

        Assert.True(Opens(Padded(digestInfo)), "The exact DigestInfo is right, so that the others fail for what they are.");
        foreach (var (what, sign) in signs)
        {
            Assert.False(Opens(sign), what);
        }

        bool Opens(byte[] sign) =>
            EnvelopeOpener.Open(cipher, Convert.ToBase64String(Forger.Raw(sign)), Keys.Public[engine], Settings).IsOpen;
    }

    [Theory]
    [MemberData(nameof(EveryEngine))]
    public async Task A_number_that_is_not_below_the_modulus_is_no_block_and_no_sign(RsaEngine engine)
    {
        var large = Convert.ToBase64String(Enumerable.Repeat((byte)0xFF, 128).ToArray());

        AssertFails(large, await Forger.SignAsync(large), engine, OpenFailure.BadBlock);
        AssertFails(large, large, engine, OpenFailure.WrongSignature);
    }

    /// <summary>The modulus added to a number changes nothing of what comes out, so that there would be a second sign for a text.</summary>
    [Theory]
    [MemberData(nameof(EveryEngine))]
    public async Task A_sign_with_the_modulus_added_to_it_is_refused_although_it_recovers_to_the_same(RsaEngine engine)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Vector.Text("carpark-1024.public.pem"));
        var modulus = new BigInteger(rsa.ExportParameters(includePrivateParameters: false).Modulus, isUnsigned: true, isBigEndian: true);
        var privateKey = PrivateKeys.Load(Vector.Text("carpark-1024.pkcs8.pem"));
        var publicKey = PublicKey.Load(Vector.Text("carpark-1024.public.pem"), engine);
        for (var attempt = 0; ; attempt++)
        {
            var message = await EnvelopeSealer.SealAsync($"{attempt}", privateKey, Settings, null, TestEnds);
            Assert.True(EnvelopeOpener.Open(message.Cipher, message.Sign, publicKey, Settings).IsOpen);

            var second = (new BigInteger(Convert.FromBase64String(message.Sign), isUnsigned: true, isBigEndian: true) + modulus)
                .ToByteArray(isUnsigned: true, isBigEndian: true);
            if (second.Length == publicKey.ModulusBytes)
            {
                var result = EnvelopeOpener.Open(message.Cipher, Convert.ToBase64String(second), publicKey, Settings);
                Assert.Equal(OpenFailure.WrongSignature, result.Failure);
                return;
            }

            Assert.InRange(attempt, 0, 1000);
        }
    }

    private static byte[] Padded(ReadOnlySpan<byte> data) =>
        [0x00, 0x01, .. Enumerable.Repeat((byte)0xFF, 125 - data.Length), 0x00, .. data];

    private static byte[] Changed(byte[] block, int index, byte value)
    {
        var changed = (byte[])block.Clone();
        changed[index] = value;
        return changed;
    }
}
