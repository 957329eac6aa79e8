using System.Collections.Concurrent;
using HzFunctions.Bench.CarParks;
using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Load;
using HzFunctions.Bench.Reporting;
using HzFunctions.Tests.Shared;

namespace HzFunctions.Bench.Guidance;

/// <summary>How long the city brain waits for each interface of indoor guidance, at a car park with 5,000 spaces.</summary>
internal sealed class GuidanceBench : IBench
{
    private const int Spaces = 5000;
    private const int Listed = 200;
    private const double PerSecond = 50;
    private const double LocksPerSecond = 5;

    // Before each is measured: the first calls of a process are those that it is compiled for.
    private const int WarmUp = 50;

    private static readonly int Calls = Scale.Of(3000);
    private static readonly int FirstToCancel = Calls + WarmUp;
    private static readonly int ToCancel = Math.Min(Calls, Spaces - FirstToCancel);
    private static readonly Uri NoCityBrain = new("http://127.0.0.1:9/");

    public string Name => "guidance";

    public async Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        await using var storage = await run.StorageAsync(cancellationToken);
        var package = await run.HandlerAsync();
        await using var handler = await HandlerUnderTest.StartAsync(package, storage, run.Time, cancellationToken);
        var fleet = await CarParkFleet.RegisterAsync(handler.Http, NoCityBrain, 1, storage, run.Time, cancellationToken);
        var client = new GuidanceClient(handler.Http, fleet.CarParks[0]);
        var table = new MarkdownTable("", "calls", "p50", "p99", "longest");
        foreach (var (name, calls, latencies) in await MeasureAsync(run, client, new BareBooking(storage.Tables().GetTableClient("Bare")), cancellationToken))
        {
            table.Add(
                name,
                Figure.Count(calls),
                Figure.Milliseconds(latencies.Median),
                Figure.Milliseconds(latencies.Quantile(0.99)),
                Figure.Milliseconds(latencies.Quantile(1)));
        }

        return new Finding
        {
            Title = "Indoor guidance",
            Method = $"""
                A car park has told the handler process ({package.Name}) of {Spaces:N0} spaces. The city brain calls one interface after the other at {PerSecond:N0} per second (an open
                loop: times count from when a call was due), each with other spaces, vehicles and bookings; {Listed} spaces can be booked while bookAvailable is called, and
                its answer has them all. A lock waits for its car park, which has one request open at its inbox and acknowledges at once: {LocksPerSecond:N0} per second. Storage is Azurite,
                on the same machine as everything else; what it takes of a bookNew's time by itself stands beside it. Aim: p99 below 150 ms.
                """,
            Tables = [table],
        };
    }

    private static async Task<IReadOnlyList<(string Name, int Calls, Latencies Latencies)>> MeasureAsync(
        BenchRun run, GuidanceClient client, BareBooking bare, CancellationToken cancellationToken)
    {
        var found = new List<(string, int, Latencies)>();
        var ids = new ConcurrentDictionary<int, string>();
        await client.FeedAsync(Spaces, static number => number < Calls + WarmUp, cancellationToken);
        await TakeAsync("bookNew", async (number, token) =>
            ids[number] = (await client.CallAsync("bookNew", number, string.Empty, token))[0].GetProperty("bookRecordId").GetString()!);
        await bare.PrepareAsync(cancellationToken);
        await TakeAsync("bookNew's storage operations, bare", bare.BookAsync);
        await TakeAsync("bookRecord", (number, token) => client.CallAsync("bookRecord", number, string.Empty, token));
        await WithCarParkAsync(
            client,
            () => TakeAsync("groundLockDown", (number, token) => client.CallAsync("groundLockDown", number, ids[number], token), LocksPerSecond),
            cancellationToken);
        await TakeAsync("carNumArriveParkSpaceId", (number, token) => client.CallAsync("carNumArriveParkSpaceId", number, ids[number], token));
        await TakeAsync("findParkSpaceIdByCarNum", (number, token) => client.CallAsync("findParkSpaceIdByCarNum", number, string.Empty, token));
        await TakeAsync("indoorNavigation", (number, token) => client.CallAsync("indoorNavigation", number, string.Empty, token));
        await client.FeedAsync(Spaces, static number => number >= Spaces - Listed, cancellationToken);
        await TakeAsync($"bookAvailable ({Listed} spaces)", (number, token) => client.CallAsync("bookAvailable", number, string.Empty, token));
        await CancelAsync();
        return found;

        async Task TakeAsync(string name, Func<int, CancellationToken, Task> call, double perSecond = PerSecond)
        {
            await run.Progress.WriteLineAsync($"guidance: {name}");
            var calls = (int)(Calls * perSecond / PerSecond);
            await ClosedLoop.RunAsync(4, Calls, WarmUp, call, cancellationToken);
            found.Add((name, calls, await OpenLoop.RunAsync(perSecond, 0, calls, call, run.Time, cancellationToken)));
        }

        // Of other vehicles and spaces: those above have arrived.
        async Task CancelAsync()
        {
            await client.FeedAsync(Spaces, static number => number >= FirstToCancel, cancellationToken);
            for (var number = FirstToCancel; number < FirstToCancel + ToCancel; number++)
            {
                ids[number] = (await client.CallAsync("bookNew", number, string.Empty, cancellationToken))[0].GetProperty("bookRecordId").GetString()!;
            }

            await TakeAsync("bookCancel", (number, token) => client.CallAsync("bookCancel", number, ids[FirstToCancel + (number % ToCancel)], token));
        }
    }

    private static async Task WithCarParkAsync(GuidanceClient client, Func<Task> measure, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAsync();
        await measure();
        await stop.CancelAsync();
        await reading;

        async Task ReadAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await client.TakeInboxAsync(stop.Token);
                }
                catch (OperationCanceledException)
                {
                    // Told to stop.
                }
            }
        }
    }
}
