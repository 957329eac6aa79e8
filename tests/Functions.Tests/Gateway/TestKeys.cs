using System.Security.Cryptography;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>An RSA key pair as texts.</summary>
internal sealed class TestKeys
{
    /// <summary>The keys of all tests: small, since only their use is looked at.</summary>
    public static readonly TestKeys Shared = Make();

    private TestKeys(string privatePem, string publicPem) => (PrivatePem, PublicPem) = (privatePem, publicPem);

    public string PrivatePem { get; }

    public string PublicPem { get; }

    private static TestKeys Make()
    {
        using var rsa = RSA.Create(1024);
        return new TestKeys(rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem());
    }
}
