using System.Net;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.CitySimulator.Answers;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.CitySimulator.Faults;
using HzFunctions.Local.CitySimulator.Uplink;
using HzFunctions.Local.CitySimulator.Violations;

namespace HzFunctions.Local.CitySimulator;

/// <summary>
/// The city brain's side of the standard: strict with its callers, and written apart from the product, of which it shares only the
/// standard's tables. Used by the local run as a process of its own, and by tests in theirs.
/// </summary>
internal sealed class CitySimulatorServer : IAsyncDisposable
{
    // A photo of 500,000 characters with every one escaped as %XX.
    private const long LargestBody = 2_000_000;

    private readonly WebApplication _app;
    private readonly CityDesk _desk;
    private readonly ViolationBook _violations;
    private readonly DownlinkBook _downlinks;
    private readonly DownlinkPublisher? _publisher;
    private readonly CancellationTokenSource _stop = new();
    private Task _publishing = Task.CompletedTask;

    public CitySimulatorServer(CitySimulatorOptions options, TimeProvider time)
    {
        var catalogue = StandardCatalogue.Instance;
        var faults = new FaultBoard(time);
        var statistics = new CityStatistics(time);
        _violations = new ViolationBook(options.ViolationsFile, time);
        _downlinks = new DownlinkBook(options.DownlinksFile, _violations, time);
        var speaks = options is { Broker: not null, SendsByItself: true };
        var bills = new BillFinder(options.Bills);
        _desk = new CityDesk(
            options.AcceptedFile,
            new AnswerRules(options.RequireArrival, bills),
            bills,
            new BillWatch(bills, options.Bills, _violations),
            _violations,
            _downlinks,
            speaks ? new DownlinkScript(new Random()) : null);
        var accesses = new AccessRegister(options.AccessesFile);
        _publisher = options.Broker is { } broker
            ? new DownlinkPublisher(broker, _downlinks, new DownlinkSeal(accesses), faults, time)
            : null;
        var reader = new UplinkReader(accesses, time);
        var uplink = new UplinkEndpoint(
            new UplinkRoutes(catalogue), reader, _desk, _violations, faults, new FaultGate(faults, time), statistics);

        _app = Build(options.Port);
        var billReport = new BillReport(_desk, bills, _downlinks, time);
        var status = new StatusReport(catalogue, _desk, billReport, _downlinks, _violations, faults, statistics, time);
        _app.MapAdmin(_desk, billReport, _violations, faults, _downlinks, _publisher is null ? null : accesses, status);
        _app.MapFallback(uplink.HandleAsync);
    }

    /// <summary>Where it listens, once started.</summary>
    public Uri Address => new(_app.Urls.Single());

    public async Task StartAsync(CancellationToken cancellation)
    {
        await _app.StartAsync(cancellation);
        _publishing = _publisher?.RunAsync(_stop.Token) ?? Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _publishing;
        await _app.DisposeAsync();
        _desk.Dispose();
        _downlinks.Dispose();
        _stop.Dispose();
        _violations.Dispose();
    }

    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        return builder.Build();
    }
}
