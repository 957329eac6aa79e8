using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HzFunctions.Local.Processes;
using HzFunctions.MqttBridge.Tests.Support;
using MQTTnet.Server;

namespace HzFunctions.MqttBridge.Tests.Sessions;

/// <summary>A broker with a certificate of an authority of its own.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly PortReservation _ports = FreePorts.Reserve(1);
    private readonly string _trusted = Path.GetTempFileName();
    private MqttServer _broker = null!;

    public async ValueTask InitializeAsync()
    {
        var certificate = Certificate();
        await File.WriteAllTextAsync(_trusted, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        _broker = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithoutDefaultEndpoint()
            .WithEncryptedEndpoint()
            .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
            .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
            .WithEncryptedEndpointPort(_ports[0])
            .WithEncryptionCertificate(certificate)
            .Build());
        await _broker.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.StopAsync();
        _broker.Dispose();
        _ports.Dispose();
        File.Delete(_trusted);
    }

    [Fact]
    public async Task A_broker_whose_authority_is_trusted_is_connected_over_TLS()
    {
        await using var bridge = await StartAsync(("TrustedCertificatesFile", _trusted));

        await bridge.IsConnectedAsync();
    }

    [Fact]
    public async Task A_broker_that_nobody_vouches_for_is_not_told_the_password()
    {
        var logins = 0;
        _broker.ValidatingConnectionAsync += _ =>
        {
            Interlocked.Increment(ref logins);
            return Task.CompletedTask;
        };
        await using var bridge = await StartAsync();

        await Eventually.IsTrueAsync(() => bridge.Reconnects >= 2);
        Assert.Equal((0, 0), (bridge.State.ConnectedAccesses, logins));
    }

    private Task<BridgeUnderTest> StartAsync(params (string Name, string Value)[] settings) => BridgeUnderTest.StartAsync(
        new FakeDirectory(Accesses.At(new Uri($"mqtts://localhost:{_ports[0]}"))), new FakeQueue(), new FakeQuarantine(), settings);

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
