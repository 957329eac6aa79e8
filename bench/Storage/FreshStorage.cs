using Azure.Data.Tables;
using Azure.Storage.Queues;
using HzFunctions.Local.Azurite;

namespace HzFunctions.Bench.Storage;

/// <summary>A storage emulator of its own, with a folder of its own that goes with it.</summary>
internal sealed class FreshStorage : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AzuriteServer _server;

    private FreshStorage(TimeProvider time, Action<string> report) =>
        _server = new AzuriteServer(_folder.Path, time, new SilentObserver(), report);

    public string ConnectionString => _server.ConnectionString;

    /// <summary>For whatever else a bench keeps on disk (keys, the simulator's records).</summary>
    public string Folder => _folder.Path;

    public int ProcessId => _server.Process.ProcessId ?? throw new InvalidOperationException("The storage emulator is not running.");

    public static async Task<FreshStorage> StartAsync(TimeProvider time, Action<string> report, CancellationToken cancellationToken)
    {
        var storage = new FreshStorage(time, report);
        await storage._server.StartAsync(cancellationToken);
        return storage;
    }

    public TableServiceClient Tables() => new(ConnectionString);

    public QueueClient Queue(string name) => new(
        ConnectionString,
        name,
        new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06) { MessageEncoding = QueueMessageEncoding.None });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
