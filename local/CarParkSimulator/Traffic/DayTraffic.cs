using HzFunctions.Local.CarParkSimulator.Guidance;
using HzFunctions.Local.CarParkSimulator.Ledger;

namespace HzFunctions.Local.CarParkSimulator.Traffic;

/// <summary>All car parks at once.</summary>
internal sealed class DayTraffic(
    IReadOnlyList<CarPark> carParks, IReadOnlyList<GuidanceTraffic> guidance, CarParkLedger ledger, double perSecond) : IDisposable
{
    private const int MostGates = 256;

    private readonly CancellationTokenSource _stop = new();
    private volatile bool _finished;

    public IReadOnlyList<CarPark> CarParks => carParks;

    public TrafficState State => _finished ? TrafficState.Finished
        : _stop.IsCancellationRequested ? TrafficState.Finishing
        : TrafficState.Playing;

    /// <summary>Plays until stopped, and then until everything that was sent is answered.</summary>
    public async Task RunAsync(CancellationToken abandon)
    {
        var gates = Enumerable.Range(0, Gates()).Select(gate => carParks[gate % carParks.Count].RunGateAsync(_stop.Token, abandon));
        var offices = carParks.Select(carPark => carPark.RunOfficeAsync(IsNew(carPark), _stop.Token, abandon));
        var drivers = guidance.Select(guided => guided.RunAsync(_stop.Token, abandon));
        await foreach (var ended in Task.WhenEach([.. gates, .. offices, .. drivers]))
        {
            await ended;
        }

        _finished = true;
    }

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    // Each gate waits for its answer: with two per event and second, an answer may take two seconds before the pace suffers.
    private int Gates() => Math.Clamp((int)Math.Ceiling(perSecond * 2), carParks.Count, Math.Max(carParks.Count, MostGates));

    private bool IsNew(CarPark carPark) => !ledger.Earlier.Any(line =>
        line.Site == carPark.Site && line is { Interface: "uploadParkingInfo", Event: LedgerEvent.Accepted });
}
