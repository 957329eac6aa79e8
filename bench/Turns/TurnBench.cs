extern alias durable;

using System.Diagnostics;
using durable::HzFunctions.Durable;
using durable::HzFunctions.Durable.Execution;
using durable::HzFunctions.Durable.Invocation;
using durable::HzFunctions.Durable.Protocol;
using Google.Protobuf;
using HzFunctions.Bench.Reporting;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.Bench.Turns;

/// <summary>A turn of an orchestration over a long history: time and memory, beside the parser alone.</summary>
internal sealed class TurnBench : IBench
{
    private const int Rounds = 200;

    private static readonly (int Events, string Aim)[] Lengths = [(100, ""), (1_000, "5 ms"), (10_000, "50 ms")];

    private readonly DurableJson _json = new();

    public string Name => "turns";

    public async Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable("history", "parse alone", "turn", "of the parser", "whole call", "p99", "aim", "memory for one event");
        foreach (var (events, aim) in Lengths)
        {
            table.Add(await MeasureAsync(events, aim, cancellationToken));
        }

        return new Finding
        {
            Title = "Durable turns",
            Method = """
                An orchestration has called one activity after the other and hears of the last one: its whole history is replayed. "Turn" goes from
                the protobuf bytes to the actions; "whole call" from the body that the host posts (JSON, encoded twice, base64) to the answer's
                text. Medians of 200 on one thread, in turns, and the slowest but one of the whole call; memory is what a whole call allocates.
                """,
            Tables = [table],
        };
    }

    private async Task<string[]> MeasureAsync(int events, string aim, CancellationToken cancellationToken)
    {
        var request = TurnHistory.Request(events);
        var envelope = TurnHistory.Envelope(request);
        Check(request, events);
        var (parse, turn, call) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
        var allocated = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            parse.Add(Time(() => OrchestratorRequest.Parser.ParseFrom(request)));
            turn.Add(Time(() => Run(request)));
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var started = Stopwatch.GetTimestamp();
            await CallAsync(envelope, cancellationToken);
            call.Add(Stopwatch.GetElapsedTime(started));
            allocated += GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        return
        [
            $"{Figure.Count(events)} events", Figure.Milliseconds(Median(parse)), Figure.Milliseconds(Median(turn)), Figure.Percent(Median(turn) / Median(parse)),
            Figure.Milliseconds(Median(call)), Figure.Milliseconds(call.Order().ElementAt(Rounds * 99 / 100)), aim, $"{allocated / Rounds / events} bytes",
        ];
    }

    private void Check(byte[] request, int events)
    {
        var end = Run(request).Actions.Single().CompleteOrchestration;
        if (end?.Result != $"{TurnHistory.StepsFor(events)}")
        {
            throw new InvalidOperationException($"The orchestration does not end as it must: {end}");
        }
    }

    private async Task<string> CallAsync(byte[] envelope, CancellationToken cancellationToken)
    {
        using var invocation = await HostInvocation.ReadAsync(new MemoryStream(envelope), cancellationToken);
        return Run(Convert.FromBase64String(invocation.OnlyText!)).ToByteString().ToBase64();
    }

    private OrchestratorResponse Run(byte[] request) =>
        OrchestratorTurn.Run(OrchestratorRequest.Parser.ParseFrom(request), new StepByStep(), _json, NullLoggerFactory.Instance);

    private static TimeSpan Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started);
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
