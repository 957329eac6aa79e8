using System.Net;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace HzFunctions.Local.Broker;

/// <summary>
/// A broker for machines without mosquitto. Its sessions outlive connections, but not its process: what it holds when it is killed is
/// gone, which mosquitto's persistence prevents.
/// </summary>
internal sealed class EmbeddedBroker : IAsyncDisposable
{
    private const int MostPending = 1_000_000;

    private readonly MqttServer _server;
    private volatile IReadOnlyList<BrokerUser> _users;

    public EmbeddedBroker(int port, IReadOnlyList<BrokerUser> users)
    {
        _users = users;
        var options = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(port)
            .WithPersistentSessions()
            .WithMaxPendingMessagesPerClient(MostPending)
            .Build();
        _server = new MqttServerFactory().CreateMqttServer(options);
        _server.ValidatingConnectionAsync += ValidateAsync;
    }

    /// <summary>Who may log in from now on.</summary>
    public void Admit(IReadOnlyList<BrokerUser> users) => _users = users;

    public Task StartAsync() => _server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server.IsStarted)
        {
            await _server.StopAsync();
        }

        _server.Dispose();
    }

    private Task ValidateAsync(ValidatingConnectionEventArgs login)
    {
        login.ReasonCode = _users.Contains(new BrokerUser(login.UserName, login.Password))
            ? MqttConnectReasonCode.Success
            : MqttConnectReasonCode.BadUserNameOrPassword;
        return Task.CompletedTask;
    }
}
