using HzFunctions.Local.Accounts;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Run.Closing;
using HzFunctions.Local.Run.Live;
using HzFunctions.Local.Run.Setup;
using Spectre.Console;

namespace HzFunctions.Local.Run;

/// <summary>The whole system on one machine, from an empty folder to balanced accounts.</summary>
internal sealed class LocalRun(RunOptions options, IAnsiConsole console, IRunView view, TimeProvider time)
{
    private readonly RestartLog _restarts = new();
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    /// <param name="interrupt">Ends the traffic; the accounts are drawn up all the same.</param>
    /// <param name="abandon">Ends everything.</param>
    /// <returns>Whether the accounts balance.</returns>
    public async Task<bool> RunAsync(CancellationToken interrupt, CancellationToken abandon)
    {
        using var folder = StateFolder.Claim(options.State);
        var keys = new KeyRing(folder.Keys);
        var known = KnownCarParks(folder);
        var plan = CityPlan.Make(Math.Max(options.CarParks, known.Count), keys);

        await using var system = new LocalSystem(folder, _restarts, time, view.Say);
        using var operations = new OperationsClient(system.Gateway, keys.AdminKey);
        using var gateway = new HttpClient { BaseAddress = system.Gateway };
        using var cityBrain = new HttpClient { BaseAddress = system.CityBrain };
        using var carParks = new HttpClient { BaseAddress = system.CarParks };
        var city = new CityAdminClient(cityBrain);
        var traffic = options.NoTraffic ? null : new TrafficClient(carParks);

        var endpoints = await SetUpAsync(interrupt);
        var outage = EndureOutageAsync(city, interrupt);
        await view.WatchAsync(PlayAsync);
        await outage;
        return await CloseAsync();

        async Task<LocalEndpoints> SetUpAsync(CancellationToken cancellation)
        {
            var scriptRoot = await ScriptRootAsync(folder, cancellation);
            view.Say("Starting storage, city brain, Functions host…");
            await system.StartStorageAsync(cancellation);
            await system.StartCityBrainAsync(plan, cancellation);
            await system.StartGatewayAsync(scriptRoot, keys, operations, cancellation);
            var made = new LocalEndpoints
            {
                Gateway = system.Gateway,
                AdminKey = keys.AdminKey,
                CityBrain = system.CityBrain,
                CityBrainAdmin = system.CityBrain,
                CarParks = await new Onboarding(operations, gateway).RunAsync(plan, system.CityBrain, known, cancellation),
            };
            made.Write(folder.EndpointsFile);
            view.Say($"The gateway is at {made.Gateway}, the city brain at {made.CityBrain}; keys and addresses are in {folder.EndpointsFile}.");
            if (traffic is not null)
            {
                await system.StartCarParksAsync(options.Rate, cancellation);
            }

            return made;
        }

        Task PlayAsync(Action<string, Snapshot> show)
        {
            var handler = new HandlerWatch(gateway, _restarts, time);
            var observatory = new Observatory(endpoints.CarParks, operations, city, traffic, handler, _restarts, time);
            return new RunPhases(options, observatory, traffic, time).PlayAsync(show, interrupt, abandon);
        }

        async Task<bool> CloseAsync()
        {
            var bookkeeper = new Bookkeeper(folder.CarParks, new ReceiptReader(gateway, endpoints.CarParks, time), city);
            var accounts = await bookkeeper.CloseAsync(_startedAt, abandon);
            Publish(accounts);
            return accounts.Balanced;
        }
    }

    // The car parks of an earlier run stay: the city's ledger still speaks of them.
    private static IReadOnlyList<CarParkEndpoint> KnownCarParks(StateFolder folder) =>
        File.Exists(folder.EndpointsFile) ? LocalEndpoints.Read(folder.EndpointsFile).CarParks : [];

    private async Task<string> ScriptRootAsync(StateFolder folder, CancellationToken cancellation)
    {
        if (!options.Aot)
        {
            return ScriptRoot.Built;
        }

        view.Say("Publishing the Native AOT handler (a minute or two)…");
        return await ScriptRoot.PublishAsync(folder.Published, time, cancellation);
    }

    private async Task EndureOutageAsync(CityAdminClient city, CancellationToken interrupt)
    {
        if (options.Outage is not { } outage)
        {
            return;
        }

        await Task.Delay(outage.After, time, interrupt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!interrupt.IsCancellationRequested)
        {
            await city.GoAwayAsync(outage.Length, interrupt);
        }
    }

    private void Publish(FinalAccounts accounts)
    {
        AccountsView.Write(console, accounts, _restarts.All.Count);
        if (options.Report is { } file)
        {
            AccountsReport.Of(accounts, _startedAt, time.GetUtcNow(), _restarts).Write(file);
        }
    }
}
