extern alias durable;

using System.Text.Json;
using durable::HzFunctions.Durable;
using durable::HzFunctions.Durable.Protocol;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace HzFunctions.Bench.Turns;

/// <summary>A turn of an orchestration that has called one activity after the other, and now hears of the last one.</summary>
internal static class TurnHistory
{
    public const string Activity = "Step";

    // What the host stores of an activity of this project that gave 1.
    private static readonly string Result = JsonSerializer.Serialize("""{"ok":true,"result":1}""");

    // Each step: scheduled, end of the turn, begin of the next, completed.
    private const int EventsPerStep = 4;

    private static readonly Timestamp At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToTimestamp();

    /// <summary>The steps that make about so many events.</summary>
    public static int StepsFor(int events) => events / EventsPerStep;

    /// <summary>The request as protobuf bytes.</summary>
    public static byte[] Request(int events)
    {
        var request = new OrchestratorRequest { InstanceId = "bench-g1" };
        request.PastEvents.Add(Event(new HistoryEvent { OrchestratorStarted = new OrchestratorStartedEvent() }));
        request.PastEvents.Add(Event(new HistoryEvent { ExecutionStarted = new ExecutionStartedEvent { Name = "Bench", Input = $"{StepsFor(events)}" } }));
        for (var step = 0; step < StepsFor(events); step++)
        {
            request.PastEvents.Add(new HistoryEvent { EventId = step, Timestamp = At, TaskScheduled = new TaskScheduledEvent { Name = Activity } });
            request.PastEvents.Add(Event(new HistoryEvent { OrchestratorCompleted = new OrchestratorCompletedEvent() }));
            var current = step < StepsFor(events) - 1 ? request.PastEvents : request.NewEvents;
            current.Add(Event(new HistoryEvent { OrchestratorStarted = new OrchestratorStartedEvent() }));
            current.Add(Event(new HistoryEvent { TaskCompleted = new TaskCompletedEvent { TaskScheduledId = step, Result = Result } }));
        }

        return request.ToByteArray();
    }

    /// <summary>The same as the Functions host posts it: base64 in a text that is encoded twice.</summary>
    public static byte[] Envelope(byte[] request)
    {
        var text = JsonSerializer.Serialize(Convert.ToBase64String(request));
        return JsonSerializer.SerializeToUtf8Bytes(new { Data = new { context = text }, Metadata = new { sys = new { MethodName = "Bench" } } });
    }

    private static HistoryEvent Event(HistoryEvent one)
    {
        one.EventId = -1;
        one.Timestamp = At;
        return one;
    }
}

/// <summary>Calls one activity after the other, as often as its input says.</summary>
internal sealed class StepByStep : Orchestrator<int, int>
{
    protected override async Task<int> RunAsync(OrchestrationContext context, int input)
    {
        var sum = 0;
        for (var step = 0; step < input; step++)
        {
            sum += await context.CallActivityAsync<int>(TurnHistory.Activity);
        }

        return sum;
    }
}
