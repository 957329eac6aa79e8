using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;

namespace HzFunctions.Vault;

/// <summary>The connections to the vault.</summary>
internal static class VaultTransport
{
    public static HttpClientTransport Create(VaultOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // The vault may move: its name is looked up again at least this often.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        if (options.TrustedCertificatesFile is { } file)
        {
            handler.SslOptions = TrustOnly(file);
        }

        return new HttpClientTransport(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });
    }

    private static SslClientAuthenticationOptions TrustOnly(string file)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,

            // An authority of one's own publishes no list of revoked certificates.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}
