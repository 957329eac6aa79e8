using Azure.Data.Tables;
using HzFunctions.Bench.Storage;
using HzFunctions.Local.Processes;
using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Bench.Bridge;

/// <summary>The bridge as a process of its own, as in its container.</summary>
internal sealed class BridgeProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(100);

    private readonly PortReservation _port = FreePorts.Reserve(1);
    private readonly HttpClient _http;
    private readonly SupervisedProcess _process;

    private BridgeProcess(FreshStorage storage, TimeProvider time)
    {
        var probes = new Uri($"http://127.0.0.1:{_port[0]}/");
        _http = new HttpClient { BaseAddress = probes };
        _process = new SupervisedProcess(
            BridgeProgram.At(probes, storage.ConnectionString, new Dictionary<string, string?>(), storage.Folder, Path.Combine(storage.Folder, "mqtt-bridge.log")), time, new SilentObserver());
    }

    /// <summary>Registers the access, starts the bridge, and returns when it has subscribed.</summary>
    /// <exception cref="InvalidOperationException">It does not connect.</exception>
    public static async Task<BridgeProcess> StartAsync(
        FreshStorage storage, Mosquitto broker, string platformKey, TimeProvider time, CancellationToken cancellationToken)
    {
        await RegisterAsync(storage, broker, platformKey, cancellationToken);
        var bridge = new BridgeProcess(storage, time);
        await bridge._process.StartAsync(cancellationToken);
        var started = time.GetTimestamp();
        while (!await bridge.IsConnectedAsync(cancellationToken))
        {
            if (time.GetElapsedTime(started) > ReadyWithin)
            {
                await bridge.DisposeAsync();
                throw new InvalidOperationException("The bridge does not connect.");
            }

            await Task.Delay(ReadyPoll, time, cancellationToken);
        }

        return bridge;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _port.Dispose();
    }

    private static async Task RegisterAsync(FreshStorage storage, Mosquitto broker, string platformKey, CancellationToken cancellationToken)
    {
        var directory = storage.Tables().GetTableClient("Directory");
        await directory.CreateIfNotExistsAsync(cancellationToken);
        var access = new TableEntity("access", BridgeBench.BridgeAccess)
        {
            ["AccessId"] = BridgeBench.BridgeAccess,
            ["MqttAddress"] = broker.Address.ToString(),
            ["PlatformKey"] = platformKey,
            ["Hash"] = "md5",
        };
        await directory.UpsertEntityAsync(access, TableUpdateMode.Replace, cancellationToken);
    }

    private async Task<bool> IsConnectedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await BridgeProgram.ReadyAsync(_http, cancellationToken)).Connected == 1;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
