using HzFunctions.Bench.Acceptance;
using HzFunctions.Bench.ColdStarts;
using HzFunctions.Bench.Forwarding;
using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Reporting;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench;

/// <summary>The command line: <c>dotnet run -c Release --project bench -- NAME [--package DIR]</c>.</summary>
internal static class BenchCommand
{
    private static readonly IReadOnlyList<IBench> Benches = [new AcceptanceBench(), new ForwardingBench(), new ColdStartBench()];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var name, .. var options]
            || options is not ([] or ["--package", _])
            || Benches.FirstOrDefault(bench => bench.Name == name) is not { } chosen)
        {
            await Console.Error.WriteLineAsync(
                $"dotnet run -c Release --project bench -- {string.Join(" | ", Benches.Select(bench => bench.Name))} [--package DIR]");
            return 2;
        }

        using var published = new TemporaryFolder();
        var time = TimeProvider.System;
        var package = options is [_, var folder] ? folder : null;
        var run = new BenchRun(
            HandlerPackage.Jit(),
            new(() => package is null ? HandlerPackage.PublishAsync(published.Path, Console.Error, time) : Task.FromResult(HandlerPackage.Aot(package))),
            package is not null,
            Console.Error,
            time);
        Console.WriteLine(await MachineShape.DescribeAsync(time, CancellationToken.None));
        var finding = await chosen.RunAsync(run, CancellationToken.None);
        Console.WriteLine(finding);
        return finding.Holds ? 0 : 1;
    }
}
