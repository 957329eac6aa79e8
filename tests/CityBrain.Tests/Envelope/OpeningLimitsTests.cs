using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

public sealed class OpeningLimitsTests : OpeningTestBase
{
    [Fact]
    public async Task Base64_in_any_but_its_one_canonical_form_is_bad()
    {
        var message = await Forger.SealAsync(Settings);
        string[] others =
        [
            message.Cipher.Insert(76, "\r\n"),
            message.Cipher + "\n",
            " " + message.Cipher,
            message.Cipher + "=",
            message.Cipher.Replace("+", "%2B", StringComparison.Ordinal) + "%",
            message.Cipher[..^1] + '-',
            "浙" + message.Cipher[1..],
        ];

        foreach (var cipher in others)
        {
            AssertFails(cipher, await Forger.SignAsync(cipher), RsaEngine.OpenSsl, OpenFailure.BadBase64);
        }
    }

    [Fact]
    public void Bits_that_mean_nothing_but_are_set_are_bad_Base64()
    {
        // The last digit before the padding carries two bits of the last byte, or four; the others must be zero.
        AssertFails("AAAA", "AAB=", RsaEngine.OpenSsl, OpenFailure.BadBase64);
        AssertFails("AB==", "AAAA", RsaEngine.OpenSsl, OpenFailure.BadBase64);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(129)]
    [InlineData(256 + 64)]
    public async Task A_cipher_of_no_whole_number_of_blocks_has_the_wrong_length(int bytes)
    {
        var cipher = Convert.ToBase64String(new byte[bytes]);

        AssertFails(cipher, await Forger.SignAsync(cipher), RsaEngine.OpenSsl, OpenFailure.WrongLength);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(129)]
    [InlineData(256)]
    public async Task A_sign_that_is_not_one_block_has_the_wrong_length(int bytes)
    {
        var message = await Forger.SealAsync(Settings);

        AssertFails(message.Cipher, Convert.ToBase64String(new byte[bytes]), RsaEngine.OpenSsl, OpenFailure.WrongLength);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_reported()
    {
        var half = await Keys.Private[RsaEngine.OpenSsl].ApplyAsync("浙"u8.ToArray().AsMemory(0, 2), TestEnds);
        var cipher = Convert.ToBase64String(half);

        AssertFails(cipher, await Forger.SignAsync(cipher), RsaEngine.OpenSsl, OpenFailure.NotUtf8);
    }

    [Fact]
    public async Task Ten_megabytes_are_refused_before_any_work()
    {
        var cipher = new string('A', 10 * 1024 * 1024);
        var sign = (await Forger.SealAsync(Settings)).Sign;
        var before = GC.GetAllocatedBytesForCurrentThread();

        AssertFails(cipher, sign, RsaEngine.OpenSsl, OpenFailure.TooLong);
        AssertFails(sign, cipher, RsaEngine.OpenSsl, OpenFailure.TooLong);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public async Task The_longest_data_of_the_standard_can_be_sealed_and_opened_even_when_every_character_is_escaped()
    {
        var text = string.Concat(Enumerable.Repeat("\\u6d59", 30_000));
        var message = await EnvelopeSealer.SealAsync(text, Keys.Private[RsaEngine.OpenSsl], Settings, null, TestEnds);

        Assert.Equal(text, EnvelopeOpener.Open(message.Cipher, message.Sign, Keys.Public[RsaEngine.OpenSsl], Settings).Text);
        Assert.InRange(message.Cipher.Length, 0, EnvelopeOpener.LongestCipher);
    }

    [Fact]
    public async Task A_missing_key_for_the_platform_s_mode_is_the_caller_s_mistake()
    {
        var settings = Settings with { Cipher = CipherMode.PlatformPublicKey };

        await Assert.ThrowsAsync<ArgumentNullException>(
            () => EnvelopeSealer.SealAsync("{}", Keys.Private[RsaEngine.OpenSsl], settings, platformKey: null, TestEnds).AsTask());
        Assert.Throws<ArgumentNullException>(() => EnvelopeOpener.Open("", "", Keys.Public[RsaEngine.OpenSsl], settings));
    }

    [Theory]
    [MemberData(nameof(EveryEngine))]
    public async Task A_block_longer_than_the_key_allows_is_refused(RsaEngine engine)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Keys.Private[engine].ApplyAsync(new byte[118], TestEnds).AsTask());
        Assert.Equal(128, (await Keys.Private[engine].ApplyAsync(new byte[117], TestEnds)).Length);
    }
}
