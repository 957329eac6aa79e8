using System.CommandLine;
using HzFunctions.Local.CarParkSimulator.Stays;

namespace HzFunctions.Local.CarParkSimulator;

/// <summary>The role <c>local car-parks</c>: the car parks as a process of their own.</summary>
internal static class CarParkSimulatorCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The loopback port for /status and /stop; 0 takes a free one." };
        var endpoints = new Option<string>("--endpoints") { Description = "The endpoints.json of the run.", Required = true };
        var state = new Option<string>("--state") { Description = "Where the ledger is kept.", Required = true };
        var rate = new Option<double>("--rate") { Description = "Uploads per second over all car parks.", DefaultValueFactory = _ => 20 };
        var seed = new Option<int>("--seed") { Description = "What chance starts from.", DefaultValueFactory = _ => 1 };
        var prompt = new Option<bool>("--prompt") { Description = "Take what is sent down at once, each time." };

        var payLater = new Option<int>("--pay-later")
        {
            Description = "How many of 100 stays leave first and pay later.",
            DefaultValueFactory = _ => StayDraw.UsuallyPayLater,
        };

        var command = new Command("car-parks", "The car parks' simulator.") { port, endpoints, state, rate, seed, prompt, payLater };
        command.SetAction((parsed, cancellation) => RunAsync(
            new CarParkSimulatorOptions
            {
                Port = parsed.GetValue(port),
                EndpointsFile = parsed.GetRequiredValue(endpoints),
                StateFolder = parsed.GetRequiredValue(state),
                Rate = parsed.GetValue(rate),
                Seed = parsed.GetValue(seed),
                PayLater = parsed.GetValue(payLater),
                Prompt = parsed.GetValue(prompt),
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CarParkSimulatorOptions options, CancellationToken cancellation)
    {
        await using var simulator = new CarParkSimulatorServer(options, TimeProvider.System);
        try
        {
            await simulator.RunAsync(cancellation);

            // Whoever ordered the end still wants to read how it went.
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }

        return 0;
    }
}
