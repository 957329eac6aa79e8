using System.Diagnostics;
using HzFunctions.Bench.CarParks;
using HzFunctions.Bench.City;
using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Reporting;
using HzFunctions.Bench.Storage;
using HzFunctions.Tests.Shared;

namespace HzFunctions.Bench.Forwarding;

/// <summary>How fast backlogs go up to a city brain that takes its time for each answer.</summary>
internal sealed class ForwardingBench : IBench
{
    private const int Sites = 10;
    private const int WarmUpStays = 100;
    private const int Aim = 50;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(20);

    public string Name => "forwarding";

    public async Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var package = await run.HandlerAsync();
        await using var storage = await run.StorageAsync(cancellationToken);
        await using var city = await CityUnderLoad.StartAsync(storage, run.Time, cancellationToken);
        await using var handler = await HandlerUnderTest.StartAsync(package, storage, run.Time, cancellationToken);
        await using var reader = new BellReader(storage, run.Time);
        var fleet = await CarParkFleet.RegisterAsync(handler.Http, city.Address, Sites, storage, run.Time, cancellationToken);
        city.Issue(fleet.Access);
        await city.AnswerAfterAsync(AnswerTime, cancellationToken);
        var ringer = new BellRinger(handler.Http, new Outbox(storage));

        var stays = Scale.Of(1_000);
        await MeasureAsync("warming up", [fleet.CarParks[0]], 0, WarmUpStays);
        var one = await MeasureAsync("one site", [fleet.CarParks[0]], WarmUpStays, stays);
        var many = await MeasureAsync($"{Sites} sites", fleet.CarParks, WarmUpStays + stays, stays);
        return new Finding
        {
            Title = "Forwarding",
            Method = Method(package, stays * Backlog.EventsOfAStay),
            Tables = [Table(one, many)],
            Faults = await FaultsAsync(city, (WarmUpStays + (2 * stays)) * Backlog.EventsOfAStay, cancellationToken),
        };

        async Task<double> MeasureAsync(string what, IReadOnlyList<CarParkClient> carParks, int first, int count)
        {
            await run.Progress.WriteLineAsync($"forwarding: {what}, a backlog of {count * Backlog.EventsOfAStay} events");
            await new Backlog(carParks).PostAsync(first, count, cancellationToken);
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(carParks.Select(carPark => ringer.DrainAsync(carPark.Site, cancellationToken)));
            return count * Backlog.EventsOfAStay / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
    }

    private static string Method(HandlerPackage package, int events) =>
        $"""
        A backlog of {events:N0} events (arrival, payment and departure of each stay) waits in the outbox, of one car park and then
        spread over {Sites} of one access. ForwardUplink of the handler ({package.Name}) is called with a bell for each car park, as the
        host would, and again while rows are left. The city brain's simulator, a process of its own, checks and opens every record
        (RSA-1024) and takes {AnswerTime.TotalMilliseconds:0} ms longer than it needs for every answer.
        """;

    private static MarkdownTable Table(double one, double many)
    {
        var table = new MarkdownTable("", "records/s", $"of the aim of {Aim}/s for one site");
        table.Add("one busy site", Figure.Count(one), Figure.Percent(one / Aim));
        table.Add($"{Sites} sites together", Figure.Count(many), Figure.Percent(many / Aim));
        return table;
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(CityUnderLoad city, int expected, CancellationToken cancellationToken)
    {
        var status = await city.Admin.StatusAsync(cancellationToken);
        var records = status.Records.Values.Sum();
        List<string> faults = [];
        if (records != expected)
        {
            faults.Add($"{expected} events were accepted, and the city brain has {records}.");
        }

        if (status.Violations > 0)
        {
            faults.Add($"The city brain counted {status.Violations} violations.");
        }

        return faults;
    }
}
