using System.Text;
using CsCheck;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

public sealed class EnvelopePropertyTests
{
    private static readonly Gen<EnvelopeSettings> AnySettings =
        Gen.Enum<SignatureHash>().Select(hash => new EnvelopeSettings { Hash = hash });

    private static readonly Gen<TestKeys> AnyKeys = Gen.OneOf([.. TestKeys.OfEverySize]);
    private static readonly Gen<RsaEngine> AnyEngine = Gen.Enum<RsaEngine>();

    // Characters of one to four bytes, so that blocks cut through them at every place.
    private static readonly Gen<string> AnyText = Gen.OneOf("a", "é", "浙", "😀", "\0", "\uFEFF", "\"").Array[0, 400].Select(string.Concat);

    private static CancellationToken TestEnds => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sealed_opens_to_the_same_text_with_any_key_hash_and_engine()
    {
        await Gen.Select(AnyText, AnyKeys, AnySettings, AnyEngine, AnyEngine).SampleAsync(
            async (text, keys, settings, sealing, opening) =>
            {
                var message = await EnvelopeSealer.SealAsync(text, keys.Private[sealing], settings, null, TestEnds);

                var result = EnvelopeOpener.Open(message.Cipher, message.Sign, keys.Public[opening], settings);

                Assert.Null(result.Failure);
                Assert.Equal(text, result.Text);
            },
            iter: 150);
    }

    [Fact]
    public async Task Both_engines_seal_to_the_same_bytes()
    {
        await Gen.Select(AnyText, AnyKeys, AnySettings).SampleAsync(
            async (text, keys, settings) =>
            {
                var one = await EnvelopeSealer.SealAsync(text, keys.Private[RsaEngine.OpenSsl], settings, null, TestEnds);
                var other = await EnvelopeSealer.SealAsync(text, keys.Private[RsaEngine.BouncyCastle], settings, null, TestEnds);

                Assert.Equal(one, other);
            },
            iter: 30);
    }

    [Fact]
    public async Task What_was_ciphered_with_the_platform_s_key_opens_with_its_private_half()
    {
        var receivers = TestKeys.OfEverySize.Select(keys => (keys, ReceiverKey.Load(keys.PrivateText))).ToArray();
        await Gen.Select(AnyText, AnyKeys, Gen.OneOf(receivers), AnySettings, AnyEngine).SampleAsync(
            async (text, sender, receiver, settings, engine) =>
            {
                settings = settings with { Cipher = CipherMode.PlatformPublicKey };
                var (platform, platformKey) = receiver;
                var message = await EnvelopeSealer.SealAsync(text, sender.Private[engine], settings, platform.Public[engine], TestEnds);

                var result = EnvelopeOpener.Open(message.Cipher, message.Sign, sender.Public[engine], settings, platformKey);

                Assert.Null(result.Failure);
                Assert.Equal(text, result.Text);
            },
            iter: 30);
    }

    [Fact]
    public async Task Any_two_texts_for_cipher_and_sign_give_a_result_and_never_an_exception()
    {
        var key = TestKeys.Small;
        var message = await EnvelopeSealer.SealAsync("text", key.Private[RsaEngine.OpenSsl], EnvelopeSettings.Default, null, TestEnds);
        var anyText = Gen.OneOf(
            Gen.String,
            Gen.Byte.Array[0, 300].Select(Convert.ToBase64String),
            Gen.Byte.Array[128].Select(Convert.ToBase64String),
            Gen.OneOf(message.Cipher, message.Sign));
        Gen.Select(anyText, anyText, AnyEngine).Sample(
            (cipher, sign, engine) =>
            {
                var result = EnvelopeOpener.Open(cipher, sign, key.Public[engine], EnvelopeSettings.Default);

                Assert.Equal((cipher, sign) == (message.Cipher, message.Sign), result.IsOpen);
            },
            iter: 20_000);
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_refused_before_the_key_is_used_and_without_showing_the_text()
    {
        await Gen.Select(AnyText, Gen.Char['\uD800', '\uDFFF'], Gen.Char['a', 'z']).SampleAsync(
            async (text, half, next) =>
            {
                var key = new CountingKey(TestKeys.Small.Private[RsaEngine.OpenSsl]);
                var broken = $"{text}{half}{next}";

                var exception = await Assert.ThrowsAsync<ArgumentException>(
                    () => EnvelopeSealer.SealAsync(broken, key, EnvelopeSettings.Default, null, TestEnds).AsTask());

                Assert.Equal("plaintext", exception.ParamName);
                Assert.Contains("half of a surrogate pair", exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("浙", exception.ToString(), StringComparison.Ordinal);
                Assert.Null(exception.InnerException);
                Assert.Equal(0, key.Calls);
            },
            iter: 100);
    }

    [Fact]
    public async Task A_text_takes_as_many_key_operations_as_it_has_blocks_and_one_for_the_sign()
    {
        await AnyText.SampleAsync(
            async text =>
            {
                var key = new CountingKey(TestKeys.Small.Private[RsaEngine.OpenSsl]);

                await EnvelopeSealer.SealAsync(text, key, EnvelopeSettings.Default, null, TestEnds);

                Assert.Equal(Math.Max(1, Math.Ceiling(Encoding.UTF8.GetByteCount(text) / 117.0)) + 1, key.Calls);
            },
            iter: 100);
    }
}
