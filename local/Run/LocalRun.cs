using HzFunctions.Local.Accounts.Bills;
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
        var known = LocalEndpoints.CarParksIn(folder.EndpointsFile);
        var plan = CityPlan.Make(Math.Max(options.CarParks, known.Count), keys);

        await using var system = new LocalSystem(folder, _restarts, time, view.Say);
        using var contacts = new RunContacts(system.Gateway, keys.AdminKey, system.CityBrain, options.NoTraffic ? null : system.CarParks);

        var scriptRoot = ScriptRoot.Of(options.Package);
        view.Say("Starting storage, the city brain, and the Functions host with the handler…");
        var vault = options.Keys == KeyChoice.Vault ? await system.StartVaultAsync(keys, interrupt) : null;
        var inVault = vault is null ? null : await VaultReferences.MoveInAsync(vault, plan, [LocalSystem.PhoneKeyFile(keys)], interrupt);
        IReferences references = inVault is null ? new FileReferences() : inVault;
        await system.StartStorageAsync(interrupt);
        await system.StartBrokerAsync(options.Broker, plan, keys, interrupt);
        await system.StartCityBrainAsync(plan, keys, references, interrupt);
        await system.StartGatewayAsync(scriptRoot, keys, references, contacts.Operations, interrupt);

        await system.StartBridgeAsync(interrupt);
        var addresses = new CityAddresses(system.CityBrain, system.Mqtt, system.CarParks);
        var carParks = await new Onboarding(contacts.Operations, contacts.Gateway, references).RunAsync(plan, addresses, known, interrupt);
        system.Describe(keys, carParks).Write(folder.EndpointsFile);
        view.Say($"Gateway {system.Gateway}  city brain {system.CityBrain}  addresses and keys: {folder.EndpointsFile}");
        if (!options.NoTraffic)
        {
            await system.WaitForBridgeAsync(plan, interrupt);
            await system.StartCarParksAsync(options, interrupt);
        }

        var observatory = new Observatory(carParks, contacts, _restarts, time);
        var questions = new CarParkQuestions(contacts.Gateway, carParks, time);
        var bills = new BillReader(questions, carParks);
        var reconciling = options.Reconcile ? new DayReconciling(contacts, carParks, _startedAt, time) : null;
        var course = vault is null ? null : new VaultCourse(options, vault, inVault!, () => system.RegisterAccesses(plan, references), view.Say, time);
        var phases = new RunPhases(
            options, observatory, contacts, new BillSettling(folder.CarParks, bills, contacts.City), reconciling, course, time);
        await view.WatchAsync(show => phases.PlayAsync(show, interrupt, abandon));

        var bookings = new BookingReader(contacts.Gateway, keys.CityBrainKey, time);
        var bookkeeper = new Bookkeeper(folder.CarParks, new ReceiptReader(questions), bills, contacts.City, time, bookings);
        var slack = BusinessDeadlines.ReportSlack + (options.Outage?.Length ?? TimeSpan.Zero) + (options.Throttle?.Length ?? TimeSpan.Zero);
        var accounts = await bookkeeper.CloseAsync(_startedAt, new BillTerms(BusinessDeadlines.Bills, slack, _restarts.All.Count), reconciling?.Days, abandon);
        if (vault is not null)
        {
            var done = await vault.StatusAsync(abandon);
            view.Say($"Vault: {done.Signs} signatures, {done.Throttles} calls answered with 429.");
        }

        AccountsView.Write(console, accounts, _restarts.All.Count);
        AccountsReport.Of(accounts, _startedAt, time.GetUtcNow(), _restarts).WriteTo(options.Report);
        return accounts.Balanced;
    }
}
