using HzFunctions.Local.Broker;
using HzFunctions.Local.Processes;

namespace HzFunctions.MqttBridge.Tests.Support;

internal sealed class EmbeddedTestBroker : ITestBroker
{
    private readonly PortReservation _ports = FreePorts.Reserve(1);
    private EmbeddedBroker _broker = null!;

    public Uri Address => new($"mqtt://127.0.0.1:{_ports[0]}");

    public Task StartAsync(params IReadOnlyList<BrokerUser> users)
    {
        _broker = new EmbeddedBroker(_ports[0], users);
        return _broker.StartAsync();
    }

    public Task AdmitAsync(params IReadOnlyList<BrokerUser> users)
    {
        _broker.Admit(users);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _ports.Dispose();
    }
}
