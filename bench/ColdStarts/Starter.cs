using System.Diagnostics;
using HzFunctions.Bench.CarParks;
using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench.ColdStarts;

/// <summary>Starts handlers over a storage that knows a car park already.</summary>
internal sealed class Starter(FreshStorage storage, CarParkClient carPark, TimeProvider time)
{
    private int _stays;

    /// <summary>Registers the car park, which takes a handler too.</summary>
    public static async Task<Starter> PrepareAsync(
        HandlerPackage package, FreshStorage storage, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var handler = await HandlerUnderTest.StartAsync(package, storage, time, cancellationToken);
        var fleet = await CarParkFleet.RegisterAsync(handler.Http, new Uri("http://127.0.0.1:9/"), 1, storage, time, cancellationToken);
        return new Starter(storage, fleet.CarParks[0], time);
    }

    /// <summary>Starts a handler, waits for its first answers, and ends it.</summary>
    public async Task<ColdStart> StartAsync(HandlerPackage package, bool isCold, CancellationToken cancellationToken)
    {
        if (isCold)
        {
            FileCache.Forget(package.Folder);
        }

        var carIn = carPark.Stay(++_stays).Arrival();
        var started = Stopwatch.GetTimestamp();
        await using var handler = HandlerUnderTest.Launch(package, storage, time);
        await handler.AnswersAsync(time, cancellationToken);
        var answered = Stopwatch.GetElapsedTime(started);
        await carPark.At(handler.Http).PostAsync(carIn, cancellationToken);
        return new ColdStart(answered, Stopwatch.GetElapsedTime(started), ProcessFigures.ReadFromDisk(handler.ProcessId));
    }
}
