using System.Collections.Concurrent;
using System.Net.Http.Json;
using HzFunctions.Bench.Storage;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Processes;
using HzFunctions.Local.Run.Live;
using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Bench.Confirmation;

/// <summary>The local run with everything in it, as a process of its own: simulated car parks that take what is sent down at once.</summary>
internal sealed class WholeRun : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(250);

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly GuardedProcess _process;
    private readonly HttpClient _city = new();

    private WholeRun(TimeProvider time)
    {
        string[] arguments = ["--state", _folder.Path, "--rate", "1", "--prompt", "--broker", "mosquitto", "--pay-later", "0"];
        _process = GuardedProcess.Start(LocalProgram.Whole(arguments, Path.Combine(_folder.Path, "local.log")), time, line => _output.Enqueue(line.Text));
        City = new CityAdminClient(_city);
    }

    /// <summary>A look behind the city brain's counter.</summary>
    public CityAdminClient City { get; }

    public IReadOnlyList<CarParkEndpoint> CarParks { get; private set; } = [];

    /// <summary>Starts it; returns when something has gone down and was confirmed.</summary>
    /// <exception cref="InvalidOperationException">That does not happen.</exception>
    public static async Task<WholeRun> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var run = new WholeRun(time);
        var started = time.GetTimestamp();
        while (!await run.ConfirmsAsync(time, cancellationToken))
        {
            if (run._process.Exited.IsCompleted || time.GetElapsedTime(started) > ReadyWithin)
            {
                await run.DisposeAsync();
                throw new InvalidOperationException($"The local run does not come up:\n{string.Join('\n', run._output)}");
            }

            await Task.Delay(ReadyPoll, time, cancellationToken);
        }

        return run;
    }

    /// <summary>Has the city brain send a payment result down.</summary>
    public async Task SendDownAsync(CarParkEndpoint carPark, string billId, CancellationToken cancellationToken)
    {
        var order = new
        {
            accessID = carPark.AccessID,
            parkingCode = carPark.ParkingCode,
            name = "payResult",
            data = new
            {
                plateNo = "浙A01C01",
                billID = billId,
                billTime = "2026-11-23 09:10:11",
                shouldPay = 500,
                payStatus = 1,
                actualPay = 500,
                discountAmount = 0,
                dealTime = "2026-11-23 09:11:11",
                orderCode = billId,
                paidType = 3,
                payType = 101,
            },
        };
        using var answer = await _city.PostAsJsonAsync("/admin/downlinks", order, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.DisposeAsync();
        _city.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> ConfirmsAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var file = Path.Combine(_folder.Path, "endpoints.json");
        if (CarParks.Count == 0 && File.Exists(file))
        {
            var endpoints = LocalEndpoints.Read(file);
            (CarParks, _city.BaseAddress) = (endpoints.CarParks, endpoints.CityBrainAdmin);
        }

        return CarParks.Count > 0 && (await Reach.TryAsync(City.StatusAsync, time, cancellationToken))?.Downlinks is { ConfirmedTrue: > 0 };
    }
}
