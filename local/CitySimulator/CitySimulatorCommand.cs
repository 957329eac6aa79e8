using System.CommandLine;
using HzFunctions.Local.CitySimulator.Downlinks;

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

        var command = new Command("city-brain", "The city brain's simulator.") { port, state, orphans, broker, password };
        command.SetAction((parsed, cancellation) => RunAsync(
            new CitySimulatorOptions
            {
                Port = parsed.GetValue(port),
                StateFolder = parsed.GetRequiredValue(state),
                RequireArrival = !parsed.GetValue(orphans),
                Broker = parsed.GetValue(broker) is { } address ? new BrokerLogin(new Uri(address), parsed.GetValue(password) ?? "") : null,
            },
            cancellation));
        return command;
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
