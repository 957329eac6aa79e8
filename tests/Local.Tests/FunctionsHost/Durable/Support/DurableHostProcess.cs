using HzFunctions.Local.Processes;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using HzFunctions.Local.Tests.Processes;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable.Support;

/// <summary>A host in a process of its own that can be killed and comes back over the same hub.</summary>
internal sealed class DurableHostProcess : IAsyncDisposable
{
    private static readonly string Executable = Path.Combine(RepositoryFolder.Root, "local", "bin", RepositoryFolder.Configuration, "net10.0", "local");

    private readonly ScriptRoot _root = new();
    private readonly HandlerBrain _brain = new();
    private readonly RecordingObserver _observer = new();
    private readonly PortReservation _port = FreePorts.Reserve(1);
    private readonly HttpClient _http = new();
    private readonly string _connectionString;
    private SupervisedProcess? _process;

    private DurableHostProcess(string connectionString)
    {
        _connectionString = connectionString;
        Scripts = new DurableScripts(_root, _brain, DurableScripts.NewHub());
    }

    public DurableScripts Scripts { get; }

    public Uri Address => new($"http://127.0.0.1:{_port[0]}/");

    public int Kills { get; private set; }

    public static async Task<DurableHostProcess> StartAsync(string connectionString, Action<DurableScripts> prepare)
    {
        var host = new DurableHostProcess(connectionString);
        prepare(host.Scripts);
        await host._brain.StartAsync();
        host._root.WriteHost();
        host._process = new SupervisedProcess(host.Specification(), TimeProvider.System, host._observer);
        await host._process.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>A client of the host that runs now; waits until it answers.</summary>
    public async Task<DurableClient> ClientAsync()
    {
        DurableClient? client = null;
        await Eventually.IsTrueAsync(async () =>
        {
            try
            {
                client = new DurableClient((string)(await Scripts.ContactAsync(_http, Address))["rpcBaseUrl"]!);
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return client!;
    }

    public Task PostAdminAsync(string action, string instanceId) => DurableScripts.PostAdminAsync(_http, Address, action, instanceId);

    /// <summary>Kills host and handler without a word, and waits until the next one is there.</summary>
    public async Task KillAsync()
    {
        Kills++;
        LivingProcess.Kill(_process!.ProcessId!.Value);
        await Eventually.IsTrueAsync(() => _process.RestartCount == Kills && _process.ProcessId is not null);
    }

    public async ValueTask DisposeAsync()
    {
        await _process!.DisposeAsync();
        await _brain.DisposeAsync();
        _http.Dispose();
        _port.Dispose();
        _root.Dispose();
    }

    private ProcessSpecification Specification() => new(
        "functions-host",
        Executable,
        ["functions-host", "--script-root", _root.Path, "--port", $"{_port[0]}"],
        new Dictionary<string, string?>
        {
            ["FAKE_HANDLER_FOLDER"] = _root.Control,
            ["FAKE_HANDLER_TARGET"] = _brain.Endpoint,
            ["AzureWebJobsStorage"] = _connectionString,
            ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
        },
        _root.Path,
        LogFile: null);
}
