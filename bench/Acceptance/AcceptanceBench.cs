using HzFunctions.Bench.Reporting;

namespace HzFunctions.Bench.Acceptance;

/// <summary>How near accepting comes to what the storage allows.</summary>
internal sealed class AcceptanceBench : IBench
{
    public string Name => "acceptance";

    public async Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var size = AcceptanceSize.Now;
        await using var storageOfHandler = await run.StorageAsync(cancellationToken);
        await using var storageOfLoop = await run.StorageAsync(cancellationToken);
        await using var handler = await HandlerAcceptor.StartAsync(await run.HandlerAsync(), storageOfHandler, run.Time, cancellationToken);
        await handler.AcceptAsync(0, cancellationToken);
        var pattern = await AcceptedRows.ReadAsync(storageOfHandler, handler.Site, handler.Stay(0), cancellationToken);
        await using var loop = await BareLoop.StartAsync(storageOfLoop, pattern, run.Time, cancellationToken);

        var bare = new AcceptanceSide(loop, storageOfLoop, run.Time);
        var ours = new AcceptanceSide(handler, storageOfHandler, run.Time);
        await TakeTurnsAsync(run, size, [bare, ours], cancellationToken);
        return new Finding
        {
            Title = "Acceptance",
            Method = Method(size),
            Tables = [Table(bare, ours)],
        };
    }

    private static async Task TakeTurnsAsync(
        BenchRun run, AcceptanceSize size, IReadOnlyList<AcceptanceSide> sides, CancellationToken cancellationToken)
    {
        await EachAsync("warming up", side => side.WarmUpAsync(size.WarmUp, cancellationToken));
        for (var turn = 1; turn <= size.Turns; turn++)
        {
            await EachAsync($"steady, turn {turn} of {size.Turns}", side => side.SteadyTurnAsync(size.SteadyTurn, cancellationToken));
        }

        for (var turn = 1; turn <= size.Turns; turn++)
        {
            await EachAsync($"full speed, turn {turn} of {size.Turns}", side => side.FullTurnAsync(size.FullTurn, cancellationToken));
        }

        async Task EachAsync(string what, Func<AcceptanceSide, Task> act)
        {
            await run.Progress.WriteLineAsync($"acceptance: {what}");
            foreach (var side in sides)
            {
                await act(side);
            }
        }
    }

    private static string Method(AcceptanceSize size) =>
        $"""
        A car park posts car-ins (uploadCarInData) to the handler process over HTTP with its key. Beside it, a loop in the bench makes
        the same storage calls and nothing else: one transaction with the rows that the handler was seen to write, and one bell on the
        queue. Each side has an Azurite of its own that was empty before; nothing is forwarded, and the same reader empties the bell
        queue. After {size.WarmUp} car-ins to warm up the two take turns: {size.Turns} of {size.SteadyTurn} car-ins at
        {AcceptanceSide.SteadyRate} per second (an open loop: times count from when a call was due), then {size.Turns} of
        {size.FullTurn} car-ins by {AcceptanceSide.Callers} callers that never pause (the median turn counts). All processes share this
        machine's cores, the load generator too.
        """;

    private static MarkdownTable Table(AcceptanceSide bare, AcceptanceSide ours)
    {
        var table = new MarkdownTable(
            "",
            "accepted/s",
            "of the bare loop",
            $"p50 at {AcceptanceSide.SteadyRate}/s",
            $"p99 at {AcceptanceSide.SteadyRate}/s",
            "processor time for one",
            "and Azurite's");
        foreach (var side in new[] { bare, ours })
        {
            table.Add(
                side.Name,
                Figure.Count(side.PerSecond),
                Figure.Percent(side.PerSecond / bare.PerSecond),
                Figure.Milliseconds(side.Steady.Median),
                Figure.Milliseconds(side.Steady.Quantile(0.99)),
                Figure.Milliseconds(side.ProcessorTime),
                Figure.Milliseconds(side.StorageTime));
        }

        return table;
    }
}
