using HzFunctions.Bench.Storage;
using HzFunctions.Local.Broker;
using HzFunctions.Local.Processes;
using MQTTnet;

namespace HzFunctions.Bench.Bridge;

/// <summary>The broker: mosquitto with persistence, as the local run has it.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(50);

    private readonly PortReservation _port = FreePorts.Reserve(1);
    private readonly SupervisedProcess _process;

    private Mosquitto(string program, string folder, TimeProvider time)
    {
        var files = new MosquittoFiles(folder);
        files.Write(_port[0], [new(BridgeBench.City, BridgeBench.City), new(BridgeBench.BridgeAccess, BridgeBench.BridgeAccess), new(BridgeBench.BareAccess, BridgeBench.BareAccess)]);
        var specification = new ProcessSpecification(
            "mosquitto", program, ["-c", files.Configuration], new Dictionary<string, string?>(), folder, Path.Combine(folder, "mosquitto.log"));
        _process = new SupervisedProcess(specification, time, new SilentObserver());
    }

    public Uri Address => new($"mqtt://127.0.0.1:{_port[0]}");

    /// <exception cref="InvalidOperationException">mosquitto is not installed.</exception>
    public static async Task<Mosquitto> StartAsync(FreshStorage storage, TimeProvider time, CancellationToken cancellationToken)
    {
        var program = MosquittoProgram.Find() ?? throw new InvalidOperationException("mosquitto is not installed.");
        var broker = new Mosquitto(program, Path.Combine(storage.Folder, "mosquitto"), time);
        await broker._process.StartAsync(cancellationToken);
        var started = time.GetTimestamp();
        while (!await broker.AnswersAsync(cancellationToken) && time.GetElapsedTime(started) < ReadyWithin)
        {
            await Task.Delay(ReadyPoll, time, cancellationToken);
        }

        return broker;
    }

    /// <summary>How a user logs in whose password is its name.</summary>
    public MqttClientOptionsBuilder Login(string user) =>
        new MqttClientOptionsBuilder().WithTcpServer(Address.Host, Address.Port).WithCredentials(user, user);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _port.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        try
        {
            await client.ConnectAsync(Login(BridgeBench.City).Build(), cancellationToken);
            return true;
        }
        catch (MQTTnet.Exceptions.MqttCommunicationException)
        {
            return false;
        }
    }
}
