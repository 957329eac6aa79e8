using System.CommandLine;
using System.CommandLine.Parsing;
using HzFunctions.Local.Durations;
using HzFunctions.Local.Run.Live;
using Spectre.Console;

namespace HzFunctions.Local.Run;

/// <summary>The default command: everything, on one machine.</summary>
internal static class RunCommand
{
    private static readonly Option<TimeSpan?> For = new("--for")
    {
        Description = "How long the traffic lasts, as 60s or 2m. Until Ctrl-C if left out.",
        CustomParser = result => ParseDuration(result),
    };

    private static readonly Option<int> CarParks = new("--car-parks")
    {
        Description = "How many car parks there are.",
        DefaultValueFactory = _ => 4,
    };

    private static readonly Option<double> Rate = new("--rate")
    {
        Description = "Events per second over all car parks.",
        DefaultValueFactory = _ => 20,
    };

    private static readonly Option<OutagePlan?> Outage = new("--outage")
    {
        Description = "Lets the city brain be away: 10s@15s is for 10 s from second 15 of the traffic.",
        CustomParser = result => ParseOutage(result),
    };

    private static readonly Option<bool> NoTraffic = new("--no-traffic") { Description = "Bring everything up, but let no cars come." };

    private static readonly Option<string> State = new("--state")
    {
        Description = "The folder that holds keys, data and logs.",
        DefaultValueFactory = _ => ".local",
    };

    private static readonly Option<string?> Report = new("--report") { Description = "Write the accounts to this file, as JSON." };

    private static readonly Option<bool> Aot = new("--aot") { Description = "Publish the Native AOT handler and run that." };

    /// <summary>Adds the options and the action to the root of the command line.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in new Option[] { For, CarParks, Rate, Outage, NoTraffic, State, Report, Aot })
        {
            root.Add(option);
        }

        CarParks.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() is > 0 and <= 200, "--car-parks: 1 to 200"));
        Rate.Validators.Add(result => Require(result, result.GetValueOrDefault<double>() is > 0 and <= 2000, "--rate: above 0, at most 2000"));
        root.SetAction((parsed, _) => RunAsync(Read(parsed)));
    }

    /// <summary>What a command line asks for.</summary>
    public static RunOptions Read(ParseResult parsed) => new()
    {
        For = parsed.GetValue(For),
        CarParks = parsed.GetValue(CarParks),
        Rate = parsed.GetValue(Rate),
        Outage = parsed.GetValue(Outage),
        NoTraffic = parsed.GetValue(NoTraffic),
        State = parsed.GetValue(State)!,
        Report = parsed.GetValue(Report),
        Aot = parsed.GetValue(Aot),
    };

    private static async Task<int> RunAsync(RunOptions options)
    {
        var console = AnsiConsole.Console;
        IRunView view = Console.IsOutputRedirected ? new PlainView(Console.Out) : new LiveView(console);
        using var interruption = new Interruption();
        interruption.ListenToSignals();
        try
        {
            var run = new LocalRun(options, console, view, TimeProvider.System);
            return await run.RunAsync(interruption.Interrupt, interruption.Abandon) ? 0 : 1;
        }
        catch (InvalidOperationException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
        catch (OperationCanceledException) when (interruption.Interrupt.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted before there was anything to account for.");
            return 130;
        }
    }

    private static TimeSpan? ParseDuration(ArgumentResult result)
    {
        if (DurationText.TryParse(result.Tokens[0].Value, out var duration))
        {
            return duration;
        }

        result.AddError($"\"{result.Tokens[0].Value}\" is no duration; write 500ms, 60s, 2m or 1h.");
        return null;
    }

    private static OutagePlan? ParseOutage(ArgumentResult result)
    {
        var plan = OutagePlan.Parse(result.Tokens[0].Value);
        if (plan is null)
        {
            result.AddError($"\"{result.Tokens[0].Value}\" is no outage; write 10s@15s for 10 s from second 15.");
        }

        return plan;
    }

    private static void Require(OptionResult result, bool holds, string otherwise)
    {
        if (!holds)
        {
            result.AddError(otherwise);
        }
    }
}
