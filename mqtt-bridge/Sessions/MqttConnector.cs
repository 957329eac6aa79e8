using System.Security.Cryptography.X509Certificates;
using HzFunctions.MqttBridge.Directory;
using MQTTnet;
using MQTTnet.Formatter;

namespace HzFunctions.MqttBridge.Sessions;

/// <summary>
/// Says how a broker is connected to: a session that outlives the connection, under a fixed client id, so that what is published
/// meanwhile is kept for us.
/// </summary>
internal sealed class MqttConnector(SecretReferences secrets, BridgeOptions options)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="MisconfiguredAccessException">The password cannot be read.</exception>
    public async Task<MqttClientOptions> DescribeAsync(BridgedAccess access, CancellationToken cancellationToken)
    {
        var password = access.Password is null
            ? access.AccessId
            : (await secrets.ReadAsync(access.Password, "password", asOfNow: true, cancellationToken).ConfigureAwait(false))[0];
        var description = new MqttClientOptionsBuilder()
            .WithTcpServer(access.Address.Host, access.Port)
            .WithClientId(access.ClientId)
            .WithCredentials(access.UserName, password)
            .WithCleanSession(false)
            .WithKeepAlivePeriod(KeepAlive)
            .WithTimeout(Timeout)
            // It marks the protocol's version with a bit of one broker's own, which others turn away.
            .WithTryPrivate(false);
        AddProtocol(description, access);
        AddTls(description, access);
        return description.Build();
    }

    private void AddProtocol(MqttClientOptionsBuilder description, BridgedAccess access)
    {
        if (access.Protocol == "5.0")
        {
            description
                .WithProtocolVersion(MqttProtocolVersion.V500)
                .WithSessionExpiryInterval(uint.MaxValue)
                .WithReceiveMaximum((ushort)options.InFlight);
        }
        else
        {
            description.WithProtocolVersion(MqttProtocolVersion.V311);
        }
    }

    private void AddTls(MqttClientOptionsBuilder description, BridgedAccess access)
    {
        if (!access.UsesTls)
        {
            return;
        }

        description.WithTlsOptions(tls =>
        {
            tls.UseTls().WithTargetHost(access.Address.Host);
            if (options.TrustedCertificatesFile is { } file)
            {
                var trusted = new X509Certificate2Collection();
                trusted.ImportFromPemFile(file);

                // An authority of one's own publishes no list of revoked certificates.
                tls.WithTrustChain(trusted).WithRevocationMode(X509RevocationMode.NoCheck);
            }
        });
    }
}
