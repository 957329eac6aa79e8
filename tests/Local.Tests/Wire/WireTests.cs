using System.Text;
using CsCheck;
using HzFunctions.Local.Wire;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.Local.Tests.Wire;

public sealed class WireTests
{
    private const string Small = "carpark-1024";
    private const string Large = "carpark-2048";

    public static TheoryData<string, string, string> VectorKeys =>
        new(Vectors.All.Select(vector => (vector.Name, vector.Key, vector.Signature)));

    [Theory]
    [MemberData(nameof(VectorKeys))]
    public void A_message_sealed_by_openssl_opens_to_its_plaintext(string name, string key, string signature)
    {
        var vector = Find(name, key, signature);

        var opened = Opener(vector.Key, Vectors.HashOf(vector)).Open(vector.Cipher, vector.Sign);

        Assert.Equal(vector.Plaintext, opened.Text);
    }

    [Theory]
    [MemberData(nameof(VectorKeys))]
    public void The_drop_in_client_seals_byte_for_byte_as_openssl_does(string name, string key, string signature)
    {
        var vector = Find(name, key, signature);

        var message = WireMessage.Seal(vector.Plaintext, WireKeys.ReadPrivate(Vectors.PrivateKey(vector.Key)), Vectors.HashOf(vector));

        Assert.Equal((vector.Cipher, vector.Sign), (message.Cipher, message.Sign));
    }

    [Fact]
    public void Whatever_the_drop_in_client_seals_opens_again()
    {
        var key = WireKeys.ReadPrivate(Vectors.PrivateKey(Small));
        var opener = Opener(Small, WireHash.Sha1);
        Gen.String[Gen.Char.AlphaNumeric, 1, 400].Select(Gen.Const("停车场"), (text, chinese) => chinese + text)
            .Sample(
                text =>
                {
                    var message = WireMessage.Seal(text, key, WireHash.Sha1);
                    return opener.Open(message.Cipher, message.Sign).Text == text;
                },
                iter: 50);
    }

    [Fact]
    public void A_key_may_come_without_its_armour()
    {
        var bare = string.Concat(Vectors.PublicKey(Small).Split('\n').Where(line => !line.StartsWith('-')));

        Assert.Equal(WireKeys.ReadPublic(Vectors.PublicKey(Small)).Modulus, WireKeys.ReadPublic(bare).Modulus);
    }

    [Fact]
    public void A_sign_with_another_hash_does_not_verify()
    {
        Assert.Equal(OpenFault.WrongSign, Opener(Small, WireHash.Sha1).Open(Vectors.All[0].Cipher, Vectors.All[0].Sign).Fault);
    }

    [Fact]
    public void The_sign_is_checked_before_a_block_is_opened()
    {
        var unreadable = Convert.ToBase64String(new byte[128]);

        Assert.Equal(OpenFault.WrongSign, Opener(Small, WireHash.Md5).Open(unreadable, Vectors.All[0].Sign).Fault);
    }

    [Fact]
    public void A_cipher_that_is_no_whole_number_of_blocks_is_refused()
    {
        Assert.Equal(OpenFault.NotWholeBlocks, Opener(Large, WireHash.Md5).Open(Vectors.All[0].Cipher, Vectors.All[0].Sign).Fault);
        Assert.Equal(OpenFault.NotWholeBlocks, Opener(Small, WireHash.Md5).Open("", Vectors.All[0].Sign).Fault);
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("AAAA AAAA")]
    [InlineData("AAAA\nAAAA")]
    public void Only_base64_in_one_line_is_taken(string cipher)
    {
        Assert.Equal(OpenFault.NotBase64, Opener(Small, WireHash.Md5).Open(cipher, Vectors.All[0].Sign).Fault);
    }

    [Fact]
    public void A_block_that_was_not_made_with_the_private_key_does_not_open()
    {
        var cipher = Convert.ToBase64String(Enumerable.Repeat((byte)0x42, 128).ToArray());

        Assert.Equal(OpenFault.UnreadableBlock, OpenSigned(cipher).Fault);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_no_text()
    {
        var cipher = Convert.ToBase64String(WireCipher.Encrypt([0xC3, 0x28], WireKeys.ReadPrivate(Vectors.PrivateKey(Small))));

        Assert.Equal(OpenFault.NotUtf8, OpenSigned(cipher).Fault);
    }

    [Fact]
    public void A_cipher_for_the_platform_opens_with_the_platforms_private_key()
    {
        var platform = WireKeys.ReadPrivate(Vectors.PrivateKey(Large));
        var platformPublic = new RsaKeyParameters(false, platform.Modulus, platform.PublicExponent);
        var cipher = Convert.ToBase64String(WireCipher.Encrypt(Encoding.UTF8.GetBytes("{}"), platformPublic));
        var sign = WireSignature.Make(cipher, WireKeys.ReadPrivate(Vectors.PrivateKey(Small)), WireHash.Md5);

        var opener = new WireOpener(WireKeys.ReadPublic(Vectors.PublicKey(Small)), WireHash.Md5, platform);

        Assert.Equal("{}", opener.Open(cipher, sign).Text);
    }

    private static OpenedMessage OpenSigned(string cipher)
    {
        var sign = WireSignature.Make(cipher, WireKeys.ReadPrivate(Vectors.PrivateKey(Small)), WireHash.Md5);
        return Opener(Small, WireHash.Md5).Open(cipher, sign);
    }

    private static WireOpener Opener(string key, WireHash hash)
    {
        var sender = WireKeys.ReadPublic(Vectors.PublicKey(key));
        return new WireOpener(sender, hash, sender);
    }

    private static Vector Find(string name, string key, string signature) =>
        Vectors.All.Single(vector => (vector.Name, vector.Key, vector.Signature) == (name, key, signature));
}
