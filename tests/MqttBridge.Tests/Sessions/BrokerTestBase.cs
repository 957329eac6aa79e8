using HzFunctions.Local.Broker;
using HzFunctions.MqttBridge.Tests.Support;

namespace HzFunctions.MqttBridge.Tests.Sessions;

/// <summary>What a test about sessions needs: a broker, the city brain's connection to it, a queue and a quarantine.</summary>
public abstract class BrokerTestBase : IAsyncDisposable
{
    private protected static readonly BrokerUser City = new(Publisher.Name, Publisher.Password);
    private protected static readonly BrokerUser First = new("M00001", "M00001");
    private protected static readonly BrokerUser Second = new("M00002", "M00002");

    private protected FakeQueue Queue { get; } = new();

    private protected FakeQuarantine Quarantine { get; } = new();

    private protected ITestBroker Broker { get; private set; } = null!;

    private protected Publisher Publisher { get; private set; } = null!;

    public async ValueTask DisposeAsync()
    {
        if (Publisher is not null)
        {
            await Publisher.DisposeAsync();
        }

        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected async Task StartBrokerAsync(string kind)
    {
        Broker = kind == "mosquitto" ? new MosquittoTestBroker() : new EmbeddedTestBroker();
        await Broker.StartAsync(City, First, Second);
        Publisher = await Publisher.ConnectAsync(Broker.Address);
    }

    /// <summary>The bridge, with its one access connected.</summary>
    private protected async Task<BridgeUnderTest> StartBridgeAsync(params (string Name, string Value)[] settings)
    {
        var bridge = await BridgeUnderTest.StartAsync(new FakeDirectory(Accesses.At(Broker.Address)), Queue, Quarantine, settings);
        await bridge.IsConnectedAsync();
        return bridge;
    }

    private protected Task HasArrivedAsync(params IEnumerable<long> requestIds) =>
        Eventually.IsTrueAsync(() => requestIds.All(Queue.RequestIds.Contains));
}
