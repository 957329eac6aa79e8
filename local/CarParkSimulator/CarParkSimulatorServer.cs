using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using HzFunctions.Local.CarParkSimulator.Control;
using HzFunctions.Local.CarParkSimulator.Downlinks;
using HzFunctions.Local.CarParkSimulator.Guidance;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CarParkSimulator.Links;
using HzFunctions.Local.CarParkSimulator.Traffic;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator;

/// <summary>The car parks' side: plays traffic against the gateway, says how it fares at <c>/status</c>, and ends it at <c>/stop</c>.</summary>
internal sealed class CarParkSimulatorServer : IAsyncDisposable
{
    internal static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly WebApplication _app;
    private readonly CarParkLedger _ledger;
    private readonly GuidanceLedger _guidance;
    private readonly HttpClient _http;
    private readonly DayTraffic _traffic;
    private readonly DownlinkIntakes _intakes;
    private readonly CancellationTokenSource _end = new();
    private Task _taking = Task.CompletedTask;

    public CarParkSimulatorServer(CarParkSimulatorOptions options, TimeProvider time)
    {
        var endpoints = LocalEndpoints.Read(options.EndpointsFile);
        _http = new HttpClient { BaseAddress = endpoints.Gateway, Timeout = Timeout.InfiniteTimeSpan };
        _ledger = new CarParkLedger(options.StateFolder, time);
        var factory = new CarParkFactory(_ledger, new GatewayCall(_http, time), new Pace(options.Rate, time), options, time);
        var present = endpoints.CarParks.Select(carPark => new PresentVehicles(carPark.ParkingCode)).ToList();
        var carParks = endpoints.CarParks.Select((carPark, index) => factory.Make(carPark, index, present[index])).ToList();
        _guidance = new GuidanceLedger(options.StateFolder, time);
        var floors = endpoints.CarParks.Select(carPark => FloorOf(carPark, endpoints, time)).ToList();
        _traffic = new DayTraffic(carParks, [.. Drivers(endpoints, floors, carParks, time)], _ledger, options.Rate);
        _intakes = new DownlinkIntakes(
            endpoints, _http, _ledger, factory, present, [.. _traffic.CarParks.Select(carPark => carPark.Cashier)], floors, options.Prompt, time);

        _app = Build(options.Port);
        _app.MapGet("/status", () => Results.Json(Status(), Format));
        _app.MapPost("/stop", Stop);
        _intakes.MapWebhooks(_app);
    }

    public Uri Address => new(_app.Urls.Single());

    public TrafficStatus Status() => new(_traffic.State, _ledger.Generation, _ledger.Delivered, [.. _traffic.CarParks.Select(Describe)]);

    /// <summary>Starts to listen and plays until stopped. Ends with everything sent answered, or when abandoned.</summary>
    public async Task RunAsync(CancellationToken abandon)
    {
        await _app.StartAsync(abandon);
        _taking = await _intakes.StartAsync(_end.Token);
        await _traffic.RunAsync(abandon);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _taking;
        await _app.DisposeAsync();
        foreach (var carPark in _traffic.CarParks)
        {
            await carPark.Cashier.DisposeAsync();
        }

        _end.Dispose();
        _traffic.Dispose();
        _http.Dispose();
        _ledger.Dispose();
        _guidance.Dispose();
    }

    // A client with a connection of its own hears nothing of what is the gateway's: it cannot lower a lock.
    private GuidedFloor? FloorOf(CarParkEndpoint carPark, LocalEndpoints endpoints, TimeProvider time) =>
        endpoints.CityBrainKey is null || carPark.Downlink == DownlinkForm.Own
            ? null
            : new GuidedFloor(new Site(carPark.AccessID, carPark.ParkingCode), _ledger.Generation, _http, carPark.ApiKey, _guidance, time);

    private IEnumerable<GuidanceTraffic> Drivers(
        LocalEndpoints endpoints, List<GuidedFloor?> floors, List<CarPark> carParks, TimeProvider time)
    {
        for (var index = 0; index < floors.Count; index++)
        {
            if (floors[index] is { } floor)
            {
                var app = new CityBrainApp(_http, endpoints.CityBrainKey!, endpoints.CarParks[index].ParkingCode, endpoints.CarParks[index].ParkingName, time);
                yield return new GuidanceTraffic(floor, carParks[index], app, _guidance, _ledger.Generation, time);
            }
        }
    }

    private IResult Stop()
    {
        _traffic.Stop();
        return Results.Json(Status(), Format);
    }

    private static SiteTraffic Describe(CarPark carPark) =>
        new(carPark.Site.AccessID, carPark.Site.ParkingCode, carPark.Score.Accepted, carPark.Score.Refused, carPark.Score.Waiting);

    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        return builder.Build();
    }
}
