using HzFunctions.Bench.Acceptance;
using HzFunctions.Bench.Bridge;
using HzFunctions.Bench.ColdStarts;
using HzFunctions.Bench.Confirmation;
using HzFunctions.Bench.Days;
using HzFunctions.Bench.Forwarding;
using HzFunctions.Bench.Guidance;
using HzFunctions.Bench.Outage;
using HzFunctions.Bench.Reporting;
using HzFunctions.Bench.Sealing;
using HzFunctions.Bench.Turns;
using HzFunctions.Bench.Validation;

namespace HzFunctions.Bench;

/// <summary>The command line: which benches run, and where what they find is written.</summary>
internal static class BenchCommand
{
    private const string All = "all";
    private const string Command = "dotnet run -c Release --project bench --";

    private static readonly IReadOnlyList<IBench> Benches =
    [
        new SealingBench(), new ValidationBench(), new AcceptanceBench(), new ForwardingBench(), new OutageBench(), new ColdStartBench(),
        new TurnBench(), new BridgeBench(), new ConfirmationBench(), new GuidanceBench(), new DayCountBench(),
    ];

    /// <summary>Runs what the arguments name. 0: nothing was wrong; 1: something was; 2: the arguments make no sense.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var name, .. var options] || options is not ([] or ["--package", _]))
        {
            return Usage();
        }

        IReadOnlyList<IBench> chosen = name == All ? Benches : [.. Benches.Where(bench => bench.Name == name)];
        if (chosen.Count == 0)
        {
            return Usage();
        }

        using var run = new BenchRun(options is [_, var package] ? package : null, Console.Error, TimeProvider.System);
        var findings = await MeasureAsync(run, chosen);
        if (name == All)
        {
            var command = options.Length == 0 ? $"{Command} {All}" : $"{Command} {All} --package DIR";
            await PerformanceDocument.WriteAsync(await run.ConditionsAsync(CancellationToken.None), command, findings);
        }

        return findings.All(finding => finding.Holds) ? 0 : 1;
    }

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(BenchRun run, IReadOnlyList<IBench> benches)
    {
        Console.WriteLine(await run.ConditionsAsync(CancellationToken.None));
        var findings = new List<Finding>();
        foreach (var bench in benches)
        {
            var finding = await bench.RunAsync(run, CancellationToken.None);
            Console.WriteLine($"\n{finding}");
            findings.Add(finding);
        }

        return findings;
    }

    private static int Usage()
    {
        Console.Error.WriteLine($"{Command} {string.Join(" | ", Benches.Select(bench => bench.Name).Append(All))} [--package DIR]");
        return 2;
    }
}
