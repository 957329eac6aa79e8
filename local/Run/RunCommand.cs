using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using HzFunctions.Local.Broker;
using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.Durations;
using HzFunctions.Local.Run.Live;
using HzFunctions.Local.Run.Setup;
using Spectre.Console;

namespace HzFunctions.Local.Run;

/// <summary>The default command: everything, on one machine.</summary>
internal sealed class RunCommand
{
    private readonly Option<TimeSpan?> _for = new("--for")
    {
        Description = "How long the traffic lasts, as 60s or 2m. Until Ctrl-C if left out.",
        CustomParser = result => ParseDuration(result),
    };

    private readonly Option<int> _carParks = new("--car-parks")
    {
        Description = "How many car parks there are, 1 to 200.",
        DefaultValueFactory = _ => 4,
        CustomParser = result => (int)ParseNumber(result, NumberStyles.None, number => number is >= 1 and <= 200, "1 to 200"),
    };

    private readonly Option<double> _rate = new("--rate")
    {
        Description = "Events per second over all car parks, at most 2000.",
        DefaultValueFactory = _ => 20,
        CustomParser = result => ParseNumber(result, NumberStyles.AllowDecimalPoint, number => number is > 0 and <= 2000, "above 0, at most 2000"),
    };

    private readonly Option<OutagePlan?> _outage = new("--outage")
    {
        Description = "Lets the city brain be away: 10s@15s is for 10 s from second 15 of the traffic.",
        CustomParser = result => ParseOutage(result),
    };

    private readonly Option<bool> _noTraffic = new("--no-traffic") { Description = "Bring everything up, but let no cars come." };

    private readonly Option<string> _state = new("--state")
    {
        Description = "The folder that holds keys, data and logs.",
        DefaultValueFactory = _ => ".local",
    };

    private readonly Option<string?> _report = new("--report") { Description = "Write the accounts to this file, as JSON." };

    private readonly Option<string?> _package = new("--package") { Description = "Run the function app that was published to this folder, not the one that was built." };

    private readonly Option<BrokerChoice> _broker = new("--broker")
    {
        Description = "The MQTT broker: any (mosquitto where it is installed, else embedded), mosquitto, embedded.",
    };

    private readonly Option<KeyChoice> _keys = new("--keys")
    {
        Description = "Where the gateway's keys and secrets are: files, or vault (a simulated Azure Key Vault, which its private keys never leave).",
    };

    private readonly Option<OutagePlan?> _throttle = new("--throttle")
    {
        Description = "Lets the vault answer 429: 20s@15s is for 20 s from second 15 of the traffic. Needs --keys vault.",
        CustomParser = result => ParseOutage(result),
    };

    private readonly Option<TimeSpan?> _rotateAfter = new("--rotate-after")
    {
        Description = "Exchanges the vault's keys so long after the traffic began, as 30s. Needs --keys vault.",
        CustomParser = result => ParseDuration(result),
    };

    private readonly Option<bool> _prompt = new("--prompt")
    {
        Description = "All car parks take what is sent down at once. Otherwise some are slow at times, or away.",
    };

    private readonly Option<bool> _reconcile = new("--reconcile")
    {
        Description = "The city brain loses 10 of 100 records after it has accepted them; at the end the day is reconciled.",
    };

    private readonly Option<int> _payLater = new("--pay-later")
    {
        Description = "How many of 100 stays leave first and pay later, 0 to 100.",
        DefaultValueFactory = _ => StayDraw.UsuallyPayLater,
        CustomParser = result => (int)ParseNumber(result, NumberStyles.None, number => number is >= 0 and <= 100, "0 to 100"),
    };

    /// <summary>Adds the options and the action to the root of the command line.</summary>
    public void AddTo(RootCommand root)
    {
        foreach (var option in new Option[] { _for, _carParks, _rate, _outage, _noTraffic, _state, _report, _package, _broker, _prompt, _payLater, _reconcile, _keys, _throttle, _rotateAfter })
        {
            root.Add(option);
        }

        root.Validators.Add(result =>
        {
            // By its text: one that is no choice at all has an error of its own.
            var keys = result.GetResult(_keys)?.Tokens is [var token] ? token.Value : nameof(KeyChoice.Files);
            var isVault = keys.Equals(nameof(KeyChoice.Vault), StringComparison.OrdinalIgnoreCase);
            if (!isVault && (result.GetResult(_throttle) ?? result.GetResult(_rotateAfter)) is not null)
            {
                result.AddError("--throttle and --rotate-after are the vault's: they need --keys vault.");
            }
        });
        root.SetAction((parsed, _) => RunAsync(Read(parsed)));
    }

    /// <summary>What a command line asks for.</summary>
    public RunOptions Read(ParseResult parsed) => new()
    {
        For = parsed.GetValue(_for),
        CarParks = parsed.GetValue(_carParks),
        Rate = parsed.GetValue(_rate),
        Outage = parsed.GetValue(_outage),
        NoTraffic = parsed.GetValue(_noTraffic),
        State = parsed.GetValue(_state)!,
        Report = parsed.GetValue(_report),
        Package = parsed.GetValue(_package),
        Broker = parsed.GetValue(_broker),
        PayLater = parsed.GetValue(_payLater),
        Prompt = parsed.GetValue(_prompt),
        Reconcile = parsed.GetValue(_reconcile),
        Keys = parsed.GetValue(_keys),
        Throttle = parsed.GetValue(_throttle),
        RotateAfter = parsed.GetValue(_rotateAfter),
    };

    private static async Task<int> RunAsync(RunOptions options)
    {
        var console = AnsiConsole.Console;
        IRunView view = Console.IsOutputRedirected ? new PlainView(Console.Out) : new LiveView(console);
        using var interruption = new Interruption(TimeProvider.System);
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

    private static double ParseNumber(ArgumentResult result, NumberStyles style, Predicate<double> isMeant, string meaning)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && isMeant(number))
        {
            return number;
        }

        result.AddError($"\"{text}\" is not what is meant here: a number, {meaning}.");
        return default;
    }
}
