using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

public sealed class TamperingTests : OpeningTestBase
{
    [Theory]
    [MemberData(nameof(EveryEngine))]
    public async Task One_flipped_bit_anywhere_and_the_message_does_not_open(RsaEngine engine)
    {
        var message = await Forger.SealAsync(Settings);
        foreach (var cipher in EveryFlip(message.Cipher))
        {
            AssertFails(cipher, message.Sign, engine);
        }

        foreach (var sign in EveryFlip(message.Sign))
        {
            AssertFails(message.Cipher, sign, engine);
        }
    }

    [Theory]
    [MemberData(nameof(EveryEngine))]
    public async Task A_message_cut_off_anywhere_does_not_open(RsaEngine engine)
    {
        var message = await Forger.SealAsync(Settings);
        for (var length = 0; length < message.Cipher.Length; length++)
        {
            AssertFails(message.Cipher[..length], message.Sign, engine);
        }

        for (var length = 0; length < message.Sign.Length; length++)
        {
            AssertFails(message.Cipher, message.Sign[..length], engine);
        }
    }

    [Theory]
    [MemberData(nameof(EveryEngine))]
    public async Task Swapped_doubled_or_dropped_blocks_are_a_wrong_signature(RsaEngine engine)
    {
        var message = await Forger.SealAsync(Settings);
        var blocks = Convert.FromBase64String(message.Cipher).Chunk(128).ToArray();
        Assert.Equal(2, blocks.Length);

        foreach (var other in new byte[][][] { [blocks[1], blocks[0]], [blocks[0], blocks[0], blocks[1]], [blocks[0]], [blocks[1]] })
        {
            var cipher = Convert.ToBase64String([.. other.SelectMany(block => block)]);
            AssertFails(cipher, message.Sign, engine, OpenFailure.WrongSignature);
        }
    }

    [Theory]
    [InlineData(SignatureHash.Md5)]
    [InlineData(SignatureHash.Sha1)]
    [InlineData(SignatureHash.Sha256)]
    public async Task A_sign_made_with_another_hash_is_wrong(SignatureHash hash)
    {
        var message = await Forger.SealAsync(Settings with { Hash = hash });
        foreach (var other in Enum.GetValues<SignatureHash>().Where(other => other != hash))
        {
            var result = EnvelopeOpener.Open(message.Cipher, message.Sign, Keys.Public[RsaEngine.OpenSsl], Settings with { Hash = other });

            Assert.Equal(OpenFailure.WrongSignature, result.Failure);
        }
    }

    [Fact]
    public async Task Another_sender_s_message_is_a_wrong_signature()
    {
        var message = await Forger.SealAsync(Settings);
        var other = PublicKey.Load(Vector.Text("carpark-1024.public.pem"));

        Assert.Equal(OpenFailure.WrongSignature, EnvelopeOpener.Open(message.Cipher, message.Sign, other, Settings).Failure);
    }

    [Fact]
    public async Task The_sign_is_checked_before_a_block_is_opened()
    {
        var message = await Forger.SealAsync(Settings);
        var garbage = Convert.ToBase64String(new byte[128]);

        AssertFails(garbage, message.Sign, RsaEngine.OpenSsl, OpenFailure.WrongSignature);
        AssertFails(garbage, await Forger.SignAsync(garbage), RsaEngine.OpenSsl, OpenFailure.BadBlock);
    }

    [Fact]
    public async Task With_the_platform_s_key_a_flipped_bit_never_opens_to_the_text_even_when_it_is_signed()
    {
        var settings = Settings with { Cipher = CipherMode.PlatformPublicKey };
        var receiver = ReceiverKey.Load(Keys.PrivateText);
        var message = await EnvelopeSealer.SealAsync(
            Forger.Plaintext, Keys.Private[RsaEngine.OpenSsl], settings, Keys.Public[RsaEngine.OpenSsl], TestEnds);
        var blocks = Convert.FromBase64String(message.Cipher);
        for (var i = 0; i < 64; i++)
        {
            var flipped = (byte[])blocks.Clone();
            flipped[i * 4] ^= (byte)(1 << (i % 8));
            var cipher = Convert.ToBase64String(flipped);

            var unsigned = EnvelopeOpener.Open(cipher, message.Sign, Keys.Public[RsaEngine.OpenSsl], settings, receiver);
            var signed = EnvelopeOpener.Open(cipher, await Forger.SignAsync(cipher), Keys.Public[RsaEngine.OpenSsl], settings, receiver);

            Assert.Equal(OpenFailure.WrongSignature, unsigned.Failure);
            Assert.NotEqual(Forger.Plaintext, signed.Text);
        }
    }

    private static IEnumerable<string> EveryFlip(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            for (var bit = 0; bit < 16; bit++)
            {
                var characters = text.ToCharArray();
                characters[i] ^= (char)(1 << bit);
                yield return new string(characters);
            }
        }
    }
}
