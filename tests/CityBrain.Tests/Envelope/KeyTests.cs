using System.Security.Cryptography;
using HzFunctions.CityBrain.Envelope;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using BouncyInteger = Org.BouncyCastle.Math.BigInteger;

namespace HzFunctions.CityBrain.Tests.Envelope;

public sealed class KeyTests
{
    private static readonly Vector Expected = Vector.All[0];
    private static readonly string PrivatePem = Expected.PrivateKeyText;
    private static readonly string PublicPem = Expected.PublicKeyText;

    public static TheoryData<RsaEngine> EveryEngine => new(TestKeys.Engines);

    [Theory]
    [MemberData(nameof(EveryEngine))]
    public async Task A_private_key_loads_from_every_form_it_is_handed_over_in(RsaEngine engine)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(PrivatePem);
        var bare = Convert.ToBase64String(rsa.ExportPkcs8PrivateKey());
        string[] forms =
        [
            PrivatePem,
            PrivatePem.ReplaceLineEndings("\r\n"),
            "a note before it\n" + PrivatePem,
            rsa.ExportRSAPrivateKeyPem(),
            bare,
            $"\uFEFF {bare}\r\n",
            bare.Insert(64, "\n"),
        ];

        foreach (var form in forms)
        {
            var key = PrivateKeys.Load(form, engine);
            var message = await EnvelopeSealer.SealAsync(
                Expected.Plaintext, key, Expected.Settings, null, TestContext.Current.CancellationToken);

            Assert.Equal(128, key.ModulusBytes);
            Assert.Equal(new SealedMessage(Expected.Cipher, Expected.Sign), message);
        }
    }

    [Theory]
    [MemberData(nameof(EveryEngine))]
    public void A_public_key_loads_from_every_form_it_is_handed_over_in(RsaEngine engine)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(PublicPem);
        string[] forms = [PublicPem, rsa.ExportRSAPublicKeyPem(), Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo())];

        foreach (var form in forms)
        {
            var key = PublicKey.Load(form, engine);

            Assert.Equal(128, key.ModulusBytes);
            Assert.Equal(Expected.Plaintext, EnvelopeOpener.Open(Expected.Cipher, Expected.Sign, key, Expected.Settings).Text);
        }
    }

    [Fact]
    public void The_public_half_of_a_private_key_opens_what_it_sealed()
    {
        var key = PublicKey.OfPrivateKey(PrivatePem);

        Assert.Equal(Expected.Plaintext, EnvelopeOpener.Open(Expected.Cipher, Expected.Sign, key, Expected.Settings).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("no key")]
    [InlineData("bm8ga2V5")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nbm8ga2V5\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nbm8ga2V5\n-----END CERTIFICATE-----")]
    public void A_text_that_is_no_key_is_refused(string text)
    {
        Assert.Throws<InvalidKeyException>(() => PrivateKeys.Load(text));
        Assert.Throws<InvalidKeyException>(() => PublicKey.Load(text));
        Assert.Throws<InvalidKeyException>(() => ReceiverKey.Load(text));
    }

    [Fact]
    public void A_key_in_the_wrong_place_is_refused_and_never_shown()
    {
        var asPublic = Assert.Throws<InvalidKeyException>(() => PublicKey.Load(PrivatePem));
        var asPrivate = Assert.Throws<InvalidKeyException>(() => PrivateKeys.Load(PublicPem));

        Assert.Equal("PEM of the kind 'PRIVATE KEY' holds no RSA public key.", asPublic.Message);
        Assert.Equal("PEM of the kind 'PUBLIC KEY' holds no RSA private key.", asPrivate.Message);
    }

    [Fact]
    public void An_encrypted_key_is_refused_with_what_to_do()
    {
        using var rsa = RSA.Create(1024);
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, iterationCount: 1);
        var pem = rsa.ExportEncryptedPkcs8PrivateKeyPem("secret", encryption);

        Assert.Equal(
            "The private key is encrypted; store it decrypted.",
            Assert.Throws<InvalidKeyException>(() => PrivateKeys.Load(pem)).Message);
    }

    [Fact]
    public void A_key_of_another_kind_is_refused()
    {
        using var curve = ECDsa.Create();

        Assert.Throws<InvalidKeyException>(() => PrivateKeys.Load(curve.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<InvalidKeyException>(() => PublicKey.Load(curve.ExportSubjectPublicKeyInfoPem()));
    }

    [Fact]
    public void A_key_that_something_follows_is_refused()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(PrivatePem);

        Assert.Throws<InvalidKeyException>(() => PrivateKeys.Load(Convert.ToBase64String([.. rsa.ExportPkcs8PrivateKey(), 0])));
        Assert.Throws<InvalidKeyException>(() => PublicKey.Load(Convert.ToBase64String([.. rsa.ExportSubjectPublicKeyInfo(), 0])));
    }

    [Fact]
    public void A_text_far_longer_than_any_key_is_refused_unread()
    {
        Assert.Throws<InvalidKeyException>(() => PublicKey.Load(new string('A', 1_000_000)));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(1016)]
    [InlineData(4104)]
    public void A_key_that_is_too_small_or_too_large_is_refused(int bits)
    {
        using var rsa = RSA.Create(bits);

        var asPrivate = Assert.Throws<InvalidKeyException>(() => PrivateKeys.Load(rsa.ExportPkcs8PrivateKeyPem()));
        var asPublic = Assert.Throws<InvalidKeyException>(() => PublicKey.Load(rsa.ExportSubjectPublicKeyInfoPem()));

        Assert.Equal($"The key has {bits} bits; 1024 to 4096 are accepted.", asPrivate.Message);
        Assert.Equal(asPrivate.Message, asPublic.Message);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("65536")]
    [InlineData("36893488147419103233")]
    public void A_public_exponent_that_is_even_trivial_or_huge_is_refused(string exponent)
    {
        var modulus = new BouncyInteger(1, Modulus());

        Assert.Throws<InvalidKeyException>(() => PublicKey.Load(PublicKeyOf(modulus, new BouncyInteger(exponent))));
    }

    [Fact]
    public void An_even_modulus_is_refused()
    {
        var modulus = new BouncyInteger(1, Modulus()).Add(BouncyInteger.One);

        Assert.Throws<InvalidKeyException>(() => PublicKey.Load(PublicKeyOf(modulus, BouncyInteger.ValueOf(65537))));
    }

    [Theory]
    [MemberData(nameof(EveryEngine))]
    public void A_private_key_whose_halves_do_not_belong_together_is_refused(RsaEngine engine)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(PrivatePem);
        var key = RsaPrivateKeyStructure.GetInstance(Asn1Object.FromByteArray(rsa.ExportRSAPrivateKey()));
        var other = new RsaPrivateKeyStructure(
            key.Modulus,
            BouncyInteger.ValueOf(257),
            key.PrivateExponent,
            key.Prime1,
            key.Prime2,
            key.Exponent1,
            key.Exponent2,
            key.Coefficient);

        var pem = PemEncoding.WriteString("RSA PRIVATE KEY", other.GetDerEncoded());

        Assert.Throws<InvalidKeyException>(() => PrivateKeys.Load(pem, engine));
    }

    [Theory]
    [MemberData(nameof(EveryEngine))]
    public async Task One_key_serves_many_threads(RsaEngine engine)
    {
        var key = PrivateKeys.Load(PrivatePem, engine);
        var publicKey = PublicKey.Load(PublicPem, engine);
        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, async (_, cancellationToken) =>
        {
            var message = await EnvelopeSealer.SealAsync(Expected.Plaintext, key, Expected.Settings, null, cancellationToken);
            Assert.Equal(Expected.Cipher, message.Cipher);
            Assert.Equal(Expected.Plaintext, EnvelopeOpener.Open(message.Cipher, message.Sign, publicKey, Expected.Settings).Text);
        });
    }

    private static byte[] Modulus()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(PublicPem);
        return rsa.ExportParameters(includePrivateParameters: false).Modulus!;
    }

    private static string PublicKeyOf(BouncyInteger modulus, BouncyInteger exponent) =>
        PemEncoding.WriteString("RSA PUBLIC KEY", new DerSequence(new DerInteger(modulus), new DerInteger(exponent)).GetDerEncoded());
}
