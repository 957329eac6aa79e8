using System.Globalization;
using HzFunctions.Local.Azurite;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Run.Setup;

/// <summary>
/// The processes of a local run: storage, the city brain, the Functions host with the handler, the car parks. Each is kept running until
/// this is disposed, and none outlives it.
/// </summary>
internal sealed class LocalSystem(StateFolder folder, RestartLog restarts, TimeProvider time, Action<string> say) : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(250);

    private readonly PortReservation _ports = FreePorts.Reserve(3);
    private readonly AzuriteServer _azurite = new(folder.Path, time, restarts, say);
    private readonly Stack<SupervisedProcess> _processes = new();

    public Uri Gateway => Loopback(_ports[0]);

    public Uri CityBrain => Loopback(_ports[1]);

    public Uri CarParks => Loopback(_ports[2]);

    public Task StartStorageAsync(CancellationToken cancellation) => _azurite.StartAsync(cancellation);

    public Task StartCityBrainAsync(CityPlan plan, CancellationToken cancellation)
    {
        AccessRegister.Write(
            Path.Combine(folder.CityBrain, "accesses.json"),
            plan.Accesses.Select(access => new AccessEntry
            {
                AccessID = access.AccessID,
                PublicKey = access.Upstream.PublicKey,
                CarParks = [.. plan.CarParks.Where(of => of.AccessID == access.AccessID).Select(of => new KnownCarPark(of.ParkingCode, of.ParkingName))],
            }));
        return StartRoleAsync("city-brain", ["--port", Port(1), "--state", folder.CityBrain], cancellation);
    }

    public async Task StartGatewayAsync(string scriptRoot, KeyRing keys, OperationsClient operations, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = _azurite.ConnectionString,
            ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
            ["Operations__AdminKeySha256"] = keys.AdminKeySha256,
        };
        await StartRoleAsync("functions-host", ["--script-root", scriptRoot, "--port", Port(0)], cancellation, settings);
        await WaitUntilReadyAsync(operations, cancellation);
    }

    public Task StartCarParksAsync(double rate, CancellationToken cancellation)
    {
        string[] arguments =
        [
            "--port", Port(2), "--endpoints", folder.EndpointsFile, "--state", folder.CarParks,
            "--rate", rate.ToString(CultureInfo.InvariantCulture),
        ];
        return StartRoleAsync("car-parks", arguments, cancellation);
    }

    /// <summary>Where everything is, for whoever wants to speak to it.</summary>
    public LocalEndpoints Describe(KeyRing keys, IReadOnlyList<CarParkEndpoint> carParks) => new()
    {
        Gateway = Gateway,
        AdminKey = keys.AdminKey,
        CityBrain = CityBrain,
        CityBrainAdmin = CityBrain,
        CarParks = carParks,
    };

    public async ValueTask DisposeAsync()
    {
        while (_processes.TryPop(out var process))
        {
            await process.DisposeAsync();
        }

        await _azurite.DisposeAsync();
        _ports.Dispose();
    }

    private Task StartRoleAsync(
        string role, IReadOnlyList<string> arguments, CancellationToken cancellation, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var process = new SupervisedProcess(LocalProgram.InRole(role, arguments, folder.LogOf(role), settings), time, restarts);
        _processes.Push(process);
        return process.StartAsync(cancellation);
    }

    private async Task WaitUntilReadyAsync(OperationsClient operations, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (!await operations.IsReadyAsync(cancellation))
        {
            if (time.GetElapsedTime(started) > ReadyWithin)
            {
                throw new InvalidOperationException($"The gateway does not get ready; its log is {folder.LogOf("functions-host")}.");
            }

            await Task.Delay(ReadyPoll, time, cancellation);
        }
    }

    private string Port(int index) => _ports[index].ToString(CultureInfo.InvariantCulture);

    private static Uri Loopback(int port) => new($"http://127.0.0.1:{port}");
}
