using System.Globalization;
using HzFunctions.Local.Azurite;
using HzFunctions.Local.Broker;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Processes;
using HzFunctions.Local.Run.Live;
using HzFunctions.Local.VaultSimulator;

namespace HzFunctions.Local.Run.Setup;

/// <summary>
/// The processes of a local run: storage, the broker, the city brain, the Functions host with the handler, the MQTT bridge, the car parks.
/// Each is kept running until this is disposed, and none outlives it.
/// </summary>
internal sealed class LocalSystem(StateFolder folder, RestartLog restarts, TimeProvider time, Action<string> say) : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(250);

    private readonly PortReservation _ports = FreePorts.Reserve(7);
    private readonly AzuriteServer _azurite = new(folder.Path, time, restarts, say);
    private readonly Stack<SupervisedProcess> _processes = new();
    private LocalVault? _vault;

    public Uri Gateway => Loopback(_ports[0]);

    public Uri CityBrain => Loopback(_ports[1]);

    public Uri CarParks => Loopback(_ports[2]);

    public Uri Mqtt => new($"mqtt://127.0.0.1:{_ports[3]}");

    /// <summary>Starts a vault of the run's own.</summary>
    public async Task<LocalVault> StartVaultAsync(KeyRing keys, CancellationToken cancellation)
    {
        var secretFile = keys.SecretFileOf("identity");
        _vault = new LocalVault(new Uri($"https://127.0.0.1:{_ports[5]}"), Loopback(_ports[6]), folder.Vault, await File.ReadAllTextAsync(secretFile, cancellation));
        string[] arguments = ["--port", Port(5), "--admin-port", Port(6), "--state", folder.Vault, "--identity-secret-file", secretFile];
        await StartRoleAsync(VaultSimulatorCommand.Name, arguments, cancellation);
        await WaitUntilAsync(() => _vault.IsReadyAsync(cancellation), VaultSimulatorCommand.Name, cancellation);
        return _vault;
    }

    public Task StartStorageAsync(CancellationToken cancellation) => _azurite.StartAsync(cancellation);

    public Task StartBrokerAsync(BrokerChoice choice, CityPlan plan, KeyRing keys, CancellationToken cancellation)
    {
        BrokerUser[] users =
        [
            new(BrokerLogin.UserName, File.ReadAllText(CityPasswordFile(keys))),
            .. plan.Accesses.Select(access => new BrokerUser(access.AccessID, File.ReadAllText(access.MqttPasswordFile))),
        ];
        return StartAsync(LocalBroker.Prepare(choice, folder, _ports[3], users, say), cancellation);
    }

    public Task StartBridgeAsync(CancellationToken cancellation) =>
        StartAsync(BridgeProgram.At(Loopback(_ports[4]), _azurite.ConnectionString, VaultSettings, folder.Path, folder.LogOf(BridgeProgram.Name)), cancellation);

    /// <summary>Waits until the bridge listens for every access that is its to serve: the broker keeps nothing for sessions that it has not seen.</summary>
    public async Task WaitForBridgeAsync(CityPlan plan, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Loopback(_ports[4]) };
        var wanted = plan.Accesses.Count(access => !access.HasOwnConnection);
        await WaitUntilAsync(
            async () => (await Reach.TryAsync(cancel => BridgeProgram.ReadyAsync(http, cancel), time, cancellation))?.Connected >= wanted,
            BridgeProgram.Name,
            cancellation);
    }

    /// <summary>Tells the city brain by which public keys it knows its accesses; one that runs sees it with the next request.</summary>
    public void RegisterAccesses(CityPlan plan, IReferences references) =>
        AccessRegister.Write(
            Path.Combine(folder.CityBrain, "accesses.json"),
            plan.Accesses.Select(access => new AccessEntry
            {
                AccessID = access.AccessID,
                PublicKey = references.PublicKeyOf(access),
                FormerPublicKey = references.FormerPublicKeyOf(access),
                PlatformPrivateKey = File.ReadAllText(access.Platform.PrivateKeyFile),
                CarParks = [.. plan.CarParks.Where(of => of.AccessID == access.AccessID).Select(of => new KnownCarPark(of.ParkingCode, of.ParkingName))],
            }));

    public Task StartCityBrainAsync(CityPlan plan, KeyRing keys, IReferences references, CancellationToken cancellation)
    {
        RegisterAccesses(plan, references);
        string[] arguments =
        [
            "--port", Port(1), "--state", folder.CityBrain, "--broker", Mqtt.ToString(), "--broker-password-file", CityPasswordFile(keys),
            .. BusinessDeadlines.CityOptions,
        ];
        return StartRoleAsync("city-brain", arguments, cancellation);
    }

    public async Task StartGatewayAsync(
        string scriptRoot, KeyRing keys, IReferences references, OperationsClient operations, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string?>(BusinessDeadlines.Settings)
        {
            ["AzureWebJobsStorage"] = _azurite.ConnectionString,
            ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
            ["Operations__AdminKeySha256"] = keys.AdminKeySha256,
            ["Webhooks__AllowedTargets"] = "127.0.0.0/8",
            ["Guidance__CityBrainKeySha256"] = keys.CityBrainKeySha256,
            ["Guidance__PhoneKey"] = references.SecretOf(PhoneKeyFile(keys)),
        };
        foreach (var (name, value) in VaultSettings)
        {
            settings[name] = value;
        }

        await StartRoleAsync("functions-host", ["--script-root", scriptRoot, "--port", Port(0)], cancellation, settings);
        await WaitUntilAsync(() => operations.IsReadyAsync(cancellation), "functions-host", cancellation);
    }

    public Task StartCarParksAsync(RunOptions options, CancellationToken cancellation)
    {
        List<string> arguments =
        [
            "--port", Port(2), "--endpoints", folder.EndpointsFile, "--state", folder.CarParks,
            "--rate", options.Rate.ToString(CultureInfo.InvariantCulture), "--pay-later", options.PayLater.ToString(CultureInfo.InvariantCulture),
        ];
        if (options.Prompt)
        {
            arguments.Add("--prompt");
        }

        return StartRoleAsync("car-parks", arguments, cancellation);
    }

    /// <summary>Where everything is, for whoever wants to speak to it.</summary>
    public LocalEndpoints Describe(KeyRing keys, IReadOnlyList<CarParkEndpoint> carParks) => new()
    {
        Gateway = Gateway,
        AdminKey = keys.AdminKey,
        CityBrainKey = keys.CityBrainKey,
        CityBrain = CityBrain,
        CityBrainAdmin = CityBrain,
        VaultAdmin = _vault?.Admin,
        Mqtt = Mqtt,
        CarParks = carParks,
    };

    public async ValueTask DisposeAsync()
    {
        while (_processes.TryPop(out var process))
        {
            await process.DisposeAsync();
        }

        await _azurite.DisposeAsync();
        _vault?.Dispose();
        _ports.Dispose();
    }

    private Task StartRoleAsync(
        string role, IReadOnlyList<string> arguments, CancellationToken cancellation, IReadOnlyDictionary<string, string?>? settings = null) =>
        StartAsync(LocalProgram.InRole(role, arguments, folder.LogOf(role), settings), cancellation);

    private Task StartAsync(ProcessSpecification specification, CancellationToken cancellation)
    {
        var process = new SupervisedProcess(specification, time, restarts);
        _processes.Push(process);
        return process.StartAsync(cancellation);
    }

    private async Task WaitUntilAsync(Func<Task<bool>> isReady, string process, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (!await isReady())
        {
            if (time.GetElapsedTime(started) > ReadyWithin)
            {
                throw new InvalidOperationException($"{process} does not get ready; its log is {folder.LogOf(process)}.");
            }

            await Task.Delay(ReadyPoll, time, cancellation);
        }
    }

    private IReadOnlyDictionary<string, string?> VaultSettings => _vault?.Settings ?? new Dictionary<string, string?>();

    /// <summary>The file with the key under which phone numbers are kept.</summary>
    public static string PhoneKeyFile(KeyRing keys) => keys.SecretFileOf("guidance.phones");

    private static string CityPasswordFile(KeyRing keys) => keys.SecretFileOf("city-brain.mqtt");

    private string Port(int index) => _ports[index].ToString(CultureInfo.InvariantCulture);

    private static Uri Loopback(int port) => new($"http://127.0.0.1:{port}");
}
