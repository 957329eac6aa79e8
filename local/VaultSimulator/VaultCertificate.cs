using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HzFunctions.Local.VaultSimulator;

/// <summary>The certificate of a vault on this machine: a vault is reached by https alone, and so is this one.</summary>
internal static class VaultCertificate
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(365);

    /// <summary>Where its clients find whom to trust.</summary>
    public static string FileIn(string folder) => Path.Combine(folder, "certificate.pem");

    /// <summary>Makes a certificate for loopback addresses, unless the folder has one that still holds.</summary>
    public static X509Certificate2 Ensure(string folder, TimeProvider time)
    {
        var (file, keyFile) = (FileIn(folder), Path.Combine(folder, "certificate.key.pem"));
        if (!File.Exists(file) || !File.Exists(keyFile))
        {
            Directory.CreateDirectory(folder);
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var made = Make(key, time.GetUtcNow());
            VaultFiles.Write(keyFile, key.ExportPkcs8PrivateKeyPem());
            VaultFiles.Write(file, made.ExportCertificatePem());
        }

        return X509Certificate2.CreateFromPemFile(file, keyFile);
    }

    private static X509Certificate2 Make(ECDsa key, DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=vault.local", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(now - TimeSpan.FromDays(1), now + Validity);
    }
}
