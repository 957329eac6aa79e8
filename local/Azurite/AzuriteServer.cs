using System.Globalization;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Azurite;

/// <summary>
/// The storage emulator: blobs, queues and tables on ports of 127.0.0.1, data in the state folder. It is supervised: when it
/// is killed it comes back on the same ports with everything that it had acknowledged.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(50);

    // Public knowledge: every storage emulator has this account and this key.
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly AzuriteInstallation _installation;
    private readonly TimeProvider _time;
    private readonly PortReservation _ports = FreePorts.Reserve(3);

    /// <summary>An emulator that keeps its data and its log under <paramref name="stateFolder"/>.</summary>
    /// <param name="stateFolder">The state folder of the local run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="observer">Hears of deaths and restarts.</param>
    /// <param name="report">Hears, in words for people, what takes long.</param>
    public AzuriteServer(string stateFolder, TimeProvider time, IProcessObserver observer, Action<string> report)
    {
        StateFolder = Path.GetFullPath(stateFolder);
        _time = time;
        _installation = new AzuriteInstallation(Path.Combine(RepositoryFolder.Root, "local", "Azurite"), time, report);
        Process = new SupervisedProcess(Specification(), time, observer);
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};"
            + $"BlobEndpoint={Endpoint(0)}{Account};QueueEndpoint={Endpoint(1)}{Account};TableEndpoint={Endpoint(2)}{Account};";
    }

    /// <summary>The state folder of the local run; the data is in its folder "azurite".</summary>
    public string StateFolder { get; }

    /// <summary>How storage clients reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>The process.</summary>
    public SupervisedProcess Process { get; }

    /// <summary>Installs Azurite if need be, starts it, and waits until all three services answer.</summary>
    /// <exception cref="InvalidOperationException">It cannot be installed or does not answer; the message says why.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _installation.EnsureAsync(cancellationToken);
        Directory.CreateDirectory(Path.Combine(StateFolder, "azurite"));
        await Process.StartAsync(cancellationToken);
        await WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>Waits until all three services answer, as after a restart.</summary>
    /// <exception cref="InvalidOperationException">They do not within a minute.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(ReadyWithin, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (var service = 0; service < _ports.Count; service++)
            {
                while (!await AnswersAsync(http, service, either.Token))
                {
                    await Task.Delay(ReadyPoll, _time, either.Token);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"Azurite does not answer; its log is {LogFile}.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _ports.Dispose();
    }

    private string LogFile => Path.Combine(StateFolder, "logs", "azurite.log");

    private Uri Endpoint(int service) => new($"http://127.0.0.1:{_ports[service]}/");

    private async Task<bool> AnswersAsync(HttpClient http, int service, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(Endpoint(service), cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private ProcessSpecification Specification()
    {
        string Port(int service) => _ports[service].ToString(CultureInfo.InvariantCulture);
        return new ProcessSpecification(
            "azurite",
            "node",
            [
                "--require", _installation.Journal, _installation.Script,
                "--location", Path.Combine(StateFolder, "azurite"),
                "--blobPort", Port(0), "--queuePort", Port(1), "--tablePort", Port(2),
                "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            ],
            new Dictionary<string, string?> { ["AZURITE_ACCOUNTS"] = null, ["AZURITE_DB"] = null },
            RepositoryFolder.Root,
            LogFile);
    }
}
