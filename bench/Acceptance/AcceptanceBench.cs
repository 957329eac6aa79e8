using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Load;
using HzFunctions.Bench.Reporting;

namespace HzFunctions.Bench.Acceptance;

/// <summary>How near accepting comes to what the storage allows.</summary>
internal sealed class AcceptanceBench : IBench
{
    public string Name => "acceptance";

    public async Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var size = AcceptanceSize.Small;
        var package = await run.HandlerAsync();
        List<AcceptanceRun> handler = [];
        List<AcceptanceRun> bare = [];
        for (var round = 1; round <= size.Rounds; round++)
        {
            await run.Progress.WriteLineAsync($"acceptance, round {round} of {size.Rounds}");
            var (measured, pattern) = await MeasureHandlerAsync(run, package, size, cancellationToken);
            handler.Add(measured);
            bare.Add(await MeasureBareLoopAsync(run, pattern, size, cancellationToken));
        }

        return new Finding
        {
            Title = "Acceptance",
            Method = "",
            Tables = [Table($"handler ({package.Name})", handler, bare)],
        };
    }

    private static async Task<(AcceptanceRun Run, AcceptedRows Pattern)> MeasureHandlerAsync(
        BenchRun run, HandlerPackage package, AcceptanceSize size, CancellationToken cancellationToken)
    {
        await using var storage = await run.StorageAsync(cancellationToken);
        await using var acceptor = await HandlerAcceptor.StartAsync(package, storage, run.Time, cancellationToken);
        await acceptor.AcceptAsync(0, cancellationToken);
        var pattern = await AcceptedRows.ReadAsync(storage, acceptor.Site, acceptor.Stay(0), cancellationToken);
        return (await AcceptanceRun.MeasureAsync(acceptor, storage, size, run.Time, cancellationToken), pattern);
    }

    private static async Task<AcceptanceRun> MeasureBareLoopAsync(
        BenchRun run, AcceptedRows pattern, AcceptanceSize size, CancellationToken cancellationToken)
    {
        await using var storage = await run.StorageAsync(cancellationToken);
        await using var loop = await BareLoop.StartAsync(storage, pattern, run.Time, cancellationToken);
        return await AcceptanceRun.MeasureAsync(loop, storage, size, run.Time, cancellationToken);
    }

    private static MarkdownTable Table(string name, List<AcceptanceRun> handler, List<AcceptanceRun> bare)
    {
        var table = new MarkdownTable(
            "",
            "accepted/s",
            "of the bare loop",
            $"p50 at {AcceptanceRun.SteadyRate}/s",
            $"p99 at {AcceptanceRun.SteadyRate}/s",
            "processor time for one",
            "and Azurite's");
        var bound = Average(bare);
        Add("bare loop", bare);
        Add(name, handler);
        return table;

        void Add(string who, List<AcceptanceRun> runs)
        {
            var steady = Latencies.Of(runs.Select(measured => measured.Steady));
            table.Add(
                who,
                Figure.Count(Average(runs)),
                Figure.Percent(Average(runs) / bound),
                Figure.Milliseconds(steady.Median),
                Figure.Milliseconds(steady.Quantile(0.99)),
                Figure.Milliseconds(Average(runs, measured => measured.ProcessorTime)),
                Figure.Milliseconds(Average(runs, measured => measured.StorageTime)));
        }
    }

    private static TimeSpan Average(IEnumerable<AcceptanceRun> runs, Func<AcceptanceRun, TimeSpan> of) =>
        TimeSpan.FromTicks((long)runs.Average(measured => of(measured).Ticks));

    private static double Average(IEnumerable<AcceptanceRun> runs) => runs.Average(measured => measured.PerSecond);
}
