using HzFunctions.Bench.Load;
using HzFunctions.Bench.Reporting;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.Endpoints;
using HzFunctions.Tests.Shared;

namespace HzFunctions.Bench.Confirmation;

/// <summary>How long it takes from the city brain's publishing to its hearing that the car park has the message.</summary>
internal sealed class ConfirmationBench : IBench
{
    private const double PerSecond = 50;
    private const int WarmUp = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private static readonly (DownlinkForm Form, string What)[] Ways =
    [
        (DownlinkForm.Webhook, "webhook"),
        (DownlinkForm.Inbox, "inbox, one request open"),
        (DownlinkForm.Own, "the client's own MQTT session"),
    ];

    public string Name => "confirmation";

    public async Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var count = Scale.Of(3_000);
        await using var whole = await WholeRun.StartAsync(run.Time, cancellationToken);
        await SendAsync("warm", WarmUp);
        await SendAsync("measured", count);
        var measured = (await whole.City.DownlinksAsync(cancellationToken)).Where(downlink => IsOf("measured", downlink)).ToList();
        return new Finding
        {
            Title = "Publish to confirm",
            Method = $"""
                The whole local run (`--prompt --rate 1`, the build's handler, mosquitto, Azurite, simulators) on this machine. The city brain
                publishes {count:N0} payment results at {PerSecond:0}/s in all, spread evenly over four car parks; measured by its own clock from
                handing a message to the broker to hearing the confirmation. The peer is an existing client that holds its own MQTT session and confirms through the gateway
                by itself, without a queue in between. Aim: p99 below 1 s.
                """,
            Tables = [Table(whole.CarParks, measured)],
            Faults = Faults(measured, count),
        };

        async Task SendAsync(string prefix, int number)
        {
            await run.Progress.WriteLineAsync($"confirmation: {number:N0} messages at {PerSecond:0}/s");
            await OpenLoop.RunAsync(
                PerSecond,
                0,
                number,
                (index, token) => whole.SendDownAsync(whole.CarParks[index % whole.CarParks.Count], $"{prefix}-{index}", token),
                run.Time,
                cancellationToken);
            while ((await whole.City.DownlinksAsync(cancellationToken)).Count(downlink => IsOf(prefix, downlink) && downlink.Success == true) < number)
            {
                await Task.Delay(Poll, run.Time, cancellationToken);
            }
        }
    }

    private static bool IsOf(string prefix, DownlinkView downlink) =>
        downlink.Data.TryGetProperty("billID", out var bill) && bill.GetString()!.StartsWith($"{prefix}-", StringComparison.Ordinal);

    private static MarkdownTable Table(IReadOnlyList<CarParkEndpoint> carParks, IReadOnlyList<DownlinkView> measured)
    {
        var ways = carParks.ToDictionary(carPark => (carPark.AccessID, carPark.ParkingCode), carPark => carPark.Downlink);
        var peer = new Latencies(measured.Where(downlink => WayOf(downlink) == DownlinkForm.Own).Select(Time)).Median;
        var table = new MarkdownTable("how the car park hears", "messages", "p50", "p99", "longest", "p50 of the peer's");
        foreach (var (form, what) in Ways)
        {
            var times = measured.Where(downlink => WayOf(downlink) == form).Select(Time).ToList();
            var latencies = new Latencies(times);
            table.Add(
                what,
                Figure.Count(times.Count),
                Figure.WholeMilliseconds(latencies.Median),
                Figure.WholeMilliseconds(latencies.Quantile(0.99)),
                Figure.WholeMilliseconds(latencies.Quantile(1)),
                Figure.Percent(latencies.Median / peer));
        }

        return table;

        DownlinkForm WayOf(DownlinkView downlink) => ways[(downlink.AccessID, downlink.ParkingCode)];
    }

    private static List<string> Faults(List<DownlinkView> measured, int count)
    {
        List<string> faults = [];
        if (measured.Count != count)
        {
            faults.Add($"{count} messages were sent, and the city brain has {measured.Count}.");
        }

        if (measured.Count(downlink => Time(downlink) > Limit) is > 0 and var late)
        {
            faults.Add($"{late} were confirmed after more than 20 s.");
        }

        return faults;
    }

    private static TimeSpan Time(DownlinkView downlink) => downlink.FirstConfirmedAt!.Value - downlink.PublishedAt!.Value;
}
