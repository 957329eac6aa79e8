using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Load;
using HzFunctions.Bench.Reporting;

namespace HzFunctions.Bench.ColdStarts;

/// <summary>How soon after its start a handler answers: Native AOT beside the JIT.</summary>
internal sealed class ColdStartBench : IBench
{
    private const int Starts = 10;

    public string Name => "cold-start";

    public async Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        HandlerPackage[] packages = [run.Jit, await run.AotAsync()];
        await using var storage = await run.StorageAsync(cancellationToken);
        var starter = await Starter.PrepareAsync(run.Jit, storage, run.Time, cancellationToken);
        var warm = packages.ToDictionary(package => package, _ => new StartSeries());
        var cold = packages.ToDictionary(package => package, _ => new StartSeries());
        await EachAsync(isCold: false, start => { });
        for (var round = 1; round <= Starts; round++)
        {
            await run.Progress.WriteLineAsync($"cold-start: {round} of {Starts}");
            await EachAsync(isCold: false, start => warm[start.Package].Add(start.Start));
            await EachAsync(isCold: true, start => cold[start.Package].Add(start.Start));
        }

        return new Finding
        {
            Title = "Cold start",
            Method = Method(packages),
            Tables = [Table("file cache warm", warm, packages), Table("file cache cold", cold, packages)],
        };

        async Task EachAsync(bool isCold, Action<(HandlerPackage Package, ColdStart Start)> keep)
        {
            foreach (var package in packages)
            {
                keep((package, await starter.StartAsync(package, isCold, cancellationToken)));
            }
        }
    }

    private static string Method(HandlerPackage[] packages)
    {
        var sizes = string.Join(", ", packages.Select(package => $"{package.Name} {Figure.Megabytes(SizeOf(package))}"));
        return $"""
            From the start of the handler process (through a shell that guards it: some milliseconds, in all figures) to the first 200 on
            `GET /`, asked for every 2 ms, and on to the first accepted car-in, posted right after it: key and car park read, table and
            queue made sure of, one transaction, one bell. {Starts} starts each, in turns, after one that does not count; medians, and the
            slowest in brackets. Packages: {sizes}.

            *Warm* means that the files were used a moment ago. *Cold* means that Linux was told to drop the package's files from its cache
            before each start; "from disk" says what then had to be fetched. The .NET runtime that the JIT handler shares with this bench
            stays cached, so a really cold start of the JIT is slower than shown; the AOT package has nothing outside its folder but the C
            library and OpenSSL.
            """;
    }

    private static long SizeOf(HandlerPackage package) =>
        new DirectoryInfo(package.Folder).EnumerateFiles("*", SearchOption.TopDirectoryOnly).Sum(file => file.Length);

    private static MarkdownTable Table(string condition, Dictionary<HandlerPackage, StartSeries> series, HandlerPackage[] packages)
    {
        var bound = series[packages[0]];
        var table = new MarkdownTable(condition, "first 200", "of the JIT's", "first car-in", "of the JIT's", "from disk");
        foreach (var package in packages)
        {
            var own = series[package];
            table.Add(
                package.Name,
                Times(own.FirstAnswer),
                Figure.Percent(own.FirstAnswer.Median / bound.FirstAnswer.Median),
                Times(own.FirstCarIn),
                Figure.Percent(own.FirstCarIn.Median / bound.FirstCarIn.Median),
                Figure.Megabytes(own.FromDisk));
        }

        return table;
    }

    private static string Times(Latencies times) =>
        $"{Figure.WholeMilliseconds(times.Median)} ({Figure.WholeMilliseconds(times.Quantile(1))})";
}
