using HzFunctions.Bench.CarParks;
using HzFunctions.Bench.City;
using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Reporting;
using HzFunctions.Tests.Shared;

namespace HzFunctions.Bench.Outage;

/// <summary>Events pile up while the city brain is away, and go up when it is back: in order, and none is lost.</summary>
internal sealed class OutageBench : IBench
{
    private const int FullEvents = 20_000;
    private const int Sites = 10;
    private const long MemoryLimit = 200_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    public string Name => "outage";

    public async Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var package = await run.HandlerAsync();
        var course = await EndureAsync(run, package, cancellationToken);
        return new Finding
        {
            Title = "Outage",
            Method = Method(package, course.Events),
            Tables = [Table(course)],
            Faults = [.. Faults(course)],
        };
    }

    private static async Task<OutageCourse> EndureAsync(BenchRun run, HandlerPackage package, CancellationToken cancellationToken)
    {
        await using var storage = await run.StorageAsync(cancellationToken);
        await using var city = await CityUnderLoad.StartAsync(storage, run.Time, cancellationToken);
        await using var host = await HostUnderLoad.StartAsync(package, storage, run.Time, cancellationToken);
        await using var queue = new QueueWatch(storage, run.Time);
        var fleet = await CarParkFleet.RegisterAsync(host.Gateway, city.Address, Sites, storage, run.Time, cancellationToken);
        city.Issue(fleet.Access);

        var stays = Scale.Of(FullEvents) / Backlog.EventsOfAStay;
        var events = stays * Backlog.EventsOfAStay;
        await run.Progress.WriteLineAsync($"outage: {events} events while the city brain is away");
        await city.GoAwayAsync(cancellationToken);
        var backlog = new Backlog(fleet.CarParks);
        var accepted = await backlog.PostAsync(0, stays, cancellationToken);

        await run.Progress.WriteLineAsync("outage: the city brain is back");
        await city.ComeBackAsync(cancellationToken);
        var first = await WaitForAsync(1);
        var last = await WaitForAsync(events);
        var audit = CityAudit.Of(await city.Admin.RecordsAsync(cancellationToken), backlog.Accepted);
        return new OutageCourse
        {
            Events = events,
            AcceptedPerSecond = accepted,
            UntilFirst = first,
            Draining = last,
            MostMessages = queue.Most,
            PeakMemory = await host.PeakMemoryOfHandlerAsync(cancellationToken),
            Audit = audit,
            Violations = (await city.Admin.StatusAsync(cancellationToken)).Violations,
        };

        async Task<TimeSpan> WaitForAsync(int records)
        {
            var started = run.Time.GetTimestamp();
            while ((await city.Admin.StatusAsync(cancellationToken)).Records.Values.Sum() < records
                && run.Time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Poll, run.Time, cancellationToken);
            }

            return run.Time.GetElapsedTime(started);
        }
    }

    private static string Method(HandlerPackage package, int events) =>
        $"""
        The local Functions host runs the handler ({package.Name}), with its queues and timers. While the city brain's simulator cuts
        off every call, {Sites} car parks of one access have {events:N0} events accepted (arrival, payment and departure of each stay).
        Then it is back. "Messages" are all that were in the bell queue at one moment, hidden ones too, looked at four times a second;
        memory is the handler's peak as Linux keeps it. What the city brain has is then compared with what was accepted, stay by stay.
        """;

    private static MarkdownTable Table(OutageCourse course)
    {
        var table = new MarkdownTable($"{course.Events:N0} events", "");
        table.Add("accepted per second during the outage", Figure.Count(course.AcceptedPerSecond));
        table.Add("from the return to the first record", Figure.Seconds(course.UntilFirst));
        table.Add("records per second from there to the last", Figure.Count(course.Events / course.Draining.TotalSeconds));
        table.Add("messages in the bell queue at most", Figure.Count(course.MostMessages));
        table.Add("handler memory at most (limit 200 MB)", Figure.Megabytes(course.PeakMemory));
        table.Add("events lost", Figure.Count(course.Audit.Lost));
        table.Add("stays out of order", Figure.Count(course.Audit.OutOfOrder));
        table.Add("records sent more than once", Figure.Count(course.Audit.Repeated));
        return table;
    }

    private static IEnumerable<string> Faults(OutageCourse course)
    {
        foreach (var fault in course.Audit.Faults())
        {
            yield return fault;
        }

        if (course.Violations > 0)
        {
            yield return $"The city brain counted {course.Violations} violations.";
        }

        if (course.PeakMemory > MemoryLimit)
        {
            yield return $"The handler had {Figure.Megabytes(course.PeakMemory)} of memory resident.";
        }
    }
}
