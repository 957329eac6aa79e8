using System.Security.Cryptography;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

/// <summary>A key pair made for this run, loaded into both engines.</summary>
internal sealed class TestKeys
{
    private TestKeys(int bits)
    {
        Bits = bits;
        using var rsa = RSA.Create(bits);
        PrivateText = rsa.ExportPkcs8PrivateKeyPem();
        PublicText = rsa.ExportSubjectPublicKeyInfoPem();
        Private = Engines.ToDictionary(engine => engine, engine => PrivateKeys.Load(PrivateText, engine));
        Public = Engines.ToDictionary(engine => engine, engine => PublicKey.Load(PublicText, engine));
    }

    public static IReadOnlyList<RsaEngine> Engines { get; } = [RsaEngine.OpenSsl, RsaEngine.BouncyCastle];

    /// <summary>The sizes that platforms issue, and odd ones whose modulus is no whole number of bytes or of words.</summary>
    public static IReadOnlyList<TestKeys> OfEverySize { get; } =
        [.. new[] { 1024, 1032, 2048, 3072, 4096 }.Select(bits => new TestKeys(bits))];

    public static TestKeys Small => OfEverySize[0];

    public int Bits { get; }

    public string PrivateText { get; }

    public string PublicText { get; }

    public IReadOnlyDictionary<RsaEngine, IPrivateKeyOperation> Private { get; }

    public IReadOnlyDictionary<RsaEngine, PublicKey> Public { get; }

    public override string ToString() => $"{Bits} bits";
}
