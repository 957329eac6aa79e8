using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.CarParkSimulator;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.CitySimulator;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;
using HzFunctions.Local.Run;
using HzFunctions.Local.Run.Closing;
using HzFunctions.Local.Run.Live;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.Wire;
using HzFunctions.Local.Wire;

namespace HzFunctions.Local.Tests.Gateway;

/// <summary>
/// City brain, gateway and car parks of a local run, all in the test's own process; the gateway is the fake one. The two car parks have the
/// same parkingCode, and the second speaks the wire form.
/// </summary>
internal sealed class LittleCity : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private static readonly BillDeadlines Deadlines = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

    private readonly CitySimulatorServer _city;
    private readonly int _payLater;

    private LittleCity(int payLater)
    {
        _payLater = payLater;
        var options = new CitySimulatorOptions { Port = 0, StateFolder = _folder.File("city-brain"), Bills = Deadlines };
        AccessRegister.Write(options.AccessesFile, [Access("A00001"), Access("A00002")]);
        _city = new CitySimulatorServer(options, TimeProvider.System);
    }

    public FakeGateway Gateway { get; private set; } = null!;

    public CarParkSimulatorServer CarParks { get; private set; } = null!;

    public string LedgerFolder => _folder.File("car-parks");

    public IReadOnlyList<CarParkEndpoint> Endpoints { get; private set; } = [];

    public Task Playing { get; private set; } = Task.CompletedTask;

    public static async Task<LittleCity> StartAsync(
        Misconduct misconduct = Misconduct.None, int failFirst = 0, int payLater = StayDraw.UsuallyPayLater)
    {
        var city = new LittleCity(payLater);
        await city._city.StartAsync(Cancellation);
        var key = WireKeys.ReadPrivate(Vectors.PrivateKey("carpark-1024"));
        city.Gateway = await FakeGateway.StartAsync(
            city._city.Address, key, WireKeys.ReadPublic(Vectors.PublicKey("carpark-1024")), misconduct, failFirst, Deadlines);
        city.Endpoints = [city.CarPark("A00001", UploadForm.Json, DownlinkForm.Inbox), city.CarPark("A00002", UploadForm.Wire, DownlinkForm.Own)];
        city.Open();
        return city;
    }

    /// <summary>Lets cars come until the gateway has accepted so many events of each car park.</summary>
    public Task PlayUntilAcceptedAsync(int events) => Eventually.IsTrueAsync(() =>
        Playing.IsFaulted || CarParks.Status().Sites.All(site => site.Accepted >= events));

    /// <summary>Lets cars come until so many bills were applied for; the first cars leave after ten seconds or so.</summary>
    public async Task PlayUntilAppliedAsync(int bills)
    {
        await PlayUntilAcceptedAsync(100);
        await Eventually.IsTrueAsync(() =>
            CarParkLedger.Read(LedgerFolder).Count(line => line.Event == LedgerEvent.BillApplied && line.AccessID == "A00001") >= bills);
    }

    /// <summary>Ends the car parks' process, whatever it was doing, and starts it again.</summary>
    public async Task RestartCarParksAsync()
    {
        await CarParks.DisposeAsync();
        Open();
    }

    public RunContacts Contacts() => new(Gateway.Address, FakeGateway.AdminKey, _city.Address, CarParks.Address);

    public async Task<FinalAccounts> CloseAsync()
    {
        using var contacts = Contacts();
        var questions = new CarParkQuestions(contacts.Gateway, Endpoints, TimeProvider.System);
        var bookkeeper = new Bookkeeper(
            LedgerFolder, new ReceiptReader(questions), new BillReader(questions, Endpoints), contacts.City, TimeProvider.System);
        var terms = new BillTerms(Deadlines, Slack: TimeSpan.FromSeconds(20), Restarts: 0);
        return await bookkeeper.CloseAsync(DateTimeOffset.UnixEpoch, terms, reconciliations: null, Cancellation);
    }

    /// <summary>Ends the traffic, and waits until everything has come to its end.</summary>
    public async Task FinishAsync()
    {
        await StopAsync();
        using var contacts = Contacts();
        var settling = Settling(contacts);
        await Eventually.IsTrueAsync(async () => await settling.CountMovingAsync(Cancellation) == 0);
        await Eventually.IsTrueAsync(() => CarParks.Status().Sites.All(site => site.Waiting == 0));
    }

    /// <summary>Ends the traffic.</summary>
    public async Task StopAsync()
    {
        using var contacts = Contacts();
        await contacts.Traffic!.StopAsync(Cancellation);
        await Playing;
    }

    /// <summary>Ends an outage before its time.</summary>
    public async Task BringCityBrainBackAsync()
    {
        using var http = new HttpClient { BaseAddress = _city.Address };
        using var response = await http.DeleteAsync("/admin/faults", Cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The phases of a run over this city.</summary>
    public RunPhases Phases(RunContacts contacts, RunOptions options) =>
        new(options, new Observatory(Endpoints, contacts, new RestartLog(), TimeProvider.System), contacts, Settling(contacts), reconciling: null, vault: null, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await CarParks.DisposeAsync();
        await Gateway.DisposeAsync();
        await _city.DisposeAsync();
        _folder.Dispose();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private BillSettling Settling(RunContacts contacts) => new(
        LedgerFolder, new BillReader(new CarParkQuestions(contacts.Gateway, Endpoints, TimeProvider.System), Endpoints), contacts.City);

    private void Open()
    {
        var endpoints = new LocalEndpoints
        {
            Gateway = Gateway.Address,
            AdminKey = FakeGateway.AdminKey,
            CityBrain = _city.Address,
            CityBrainAdmin = _city.Address,
            Mqtt = new Uri("mqtt://127.0.0.1:9"),
            CarParks = Endpoints,
        };
        endpoints.Write(_folder.File("endpoints.json"));
        var options = new CarParkSimulatorOptions
        {
            Port = 0,
            EndpointsFile = _folder.File("endpoints.json"),
            StateFolder = LedgerFolder,
            Rate = 50,
            PayLater = _payLater,
            Seed = 1,
        };
        CarParks = new CarParkSimulatorServer(options, TimeProvider.System);
        Playing = CarParks.RunAsync(Cancellation);
    }

    private CarParkEndpoint CarPark(string accessID, UploadForm form, DownlinkForm downlink)
    {
        File.WriteAllText(_folder.File("client.pem"), Vectors.PrivateKey("carpark-1024"));
        return new CarParkEndpoint
        {
            ParkingCode = "1001",
            ParkingName = $"{accessID}的停车场",
            AccessID = accessID,
            ApiKey = Gateway.MakeKey(new Site(accessID, "1001")),
            PrivateKeyFile = _folder.File("client.pem"),
            PublicKeyFile = _folder.File("client.public.pem"),
            Form = form,
            Downlink = downlink,
        };
    }

    private static AccessEntry Access(string accessID) => new()
    {
        AccessID = accessID,
        PublicKey = Vectors.PublicKey("carpark-1024"),
        CarParks = [new KnownCarPark("1001", $"{accessID}的停车场")],
    };
}
