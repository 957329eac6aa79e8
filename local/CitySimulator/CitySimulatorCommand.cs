using System.CommandLine;
using System.CommandLine.Parsing;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Durations;

namespace HzFunctions.Local.CitySimulator;

/// <summary>The role <c>local city-brain</c>: the simulator as a process of its own.</summary>
internal static class CitySimulatorCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The loopback port to listen on; 0 takes a free one." };
        var state = new Option<string>("--state") { Description = "Where accesses.json is and accepted records are kept.", Required = true };
        var orphans = new Option<bool>("--accept-orphans")
        {
            Description = "Accept departures, photos and payments of stays whose arrival is not known.",
        };

        var broker = new Option<string?>("--broker") { Description = "The MQTT broker, mqtt://127.0.0.1:1883; without it nothing is sent down." };
        var password = new Option<string?>("--broker-password-file") { Description = "The file with the city brain's password there." };

        var unpaid = Deadline("--unpaid-after", BillDeadlines.Standard.UnpaidAfter, "How long after its acceptance an unpaid bill is first reported.");
        var report = Deadline("--report-every", BillDeadlines.Standard.ReportEvery, "How long after one report of an unpaid bill the next is due.");

        var command = new Command("city-brain", "The city brain's simulator.") { port, state, orphans, broker, password, unpaid, report };
        command.SetAction((parsed, cancellation) => RunAsync(
            new CitySimulatorOptions
            {
                Port = parsed.GetValue(port),
                StateFolder = parsed.GetRequiredValue(state),
                RequireArrival = !parsed.GetValue(orphans),
                Bills = new BillDeadlines(parsed.GetValue(unpaid), parsed.GetValue(report)),
                Broker = parsed.GetValue(broker) is { } address ? new BrokerLogin(new Uri(address), parsed.GetValue(password) ?? "") : null,
            },
            cancellation));
        return command;
    }

    private static Option<TimeSpan> Deadline(string name, TimeSpan standard, string description) => new(name)
    {
        Description = $"{description} {DurationText.Write(standard)} unless said.",
        DefaultValueFactory = _ => standard,
        CustomParser = result => ParseDuration(result),
    };

    private static TimeSpan ParseDuration(ArgumentResult result)
    {
        if (DurationText.TryParse(result.Tokens[0].Value, out var duration))
        {
            return duration;
        }

        result.AddError($"\"{result.Tokens[0].Value}\" is no duration; write 500ms, 60s, 2m or 1h.");
        return default;
    }

    private static async Task<int> RunAsync(CitySimulatorOptions options, CancellationToken cancellation)
    {
        await using var server = new CitySimulatorServer(options, TimeProvider.System);
        await server.StartAsync(cancellation);
        Console.WriteLine($"city brain simulator at {server.Address}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
