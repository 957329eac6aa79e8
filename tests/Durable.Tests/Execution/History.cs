using Google.Protobuf.WellKnownTypes;
using HzFunctions.Durable.Execution;
using HzFunctions.Durable.Protocol;
using HzFunctions.Durable.Tests.Orchestrators;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.Durable.Tests.Execution;

/// <summary>A history as the host would send it, written turn by turn: <c>Next()</c> makes all that stands before it past.</summary>
internal sealed class History
{
    public const string Instance = "the-instance";
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly List<HistoryEvent> _past = [];
    private readonly List<HistoryEvent> _new = [];

    public History(string? input = null)
    {
        At(TimeSpan.Zero);
        Add(-1, new HistoryEvent
        {
            ExecutionStarted = new ExecutionStartedEvent
            {
                Name = "Test",
                Input = input,
                OrchestrationInstance = new OrchestrationInstance { InstanceId = Instance, ExecutionId = "e1" },
            },
        });
    }

    public History Next(TimeSpan since = default)
    {
        _past.AddRange(_new);
        _past.Add(new HistoryEvent { EventId = -1, OrchestratorCompleted = new OrchestratorCompletedEvent() });
        _new.Clear();
        return At(since);
    }

    public History TaskScheduled(int id, string name) => Add(id, new HistoryEvent { TaskScheduled = new TaskScheduledEvent { Name = name } });

    public History TimerCreated(int id) => Add(id, new HistoryEvent { TimerCreated = new TimerCreatedEvent() });

    public History EventSent(int id, string name) => Add(id, new HistoryEvent { EventSent = new EventSentEvent { Name = name } });

    public History PartCreated(int id, string name) => Add(id, new HistoryEvent
    {
        SubOrchestrationInstanceCreated = new SubOrchestrationInstanceCreatedEvent { Name = name },
    });

    public History TaskCompleted(int id, string? result = null) => Inbound(new HistoryEvent
    {
        TaskCompleted = new TaskCompletedEvent
        {
            TaskScheduledId = id,
            Result = System.Text.Json.JsonSerializer.Serialize(ActivityEnvelope.Of(result).Write()),
        },
    });

    public History TaskThrew(int id, Exception failure) => Inbound(new HistoryEvent
    {
        TaskCompleted = new TaskCompletedEvent
        {
            TaskScheduledId = id,
            Result = System.Text.Json.JsonSerializer.Serialize(ActivityEnvelope.Of(failure).Write()),
        },
    });

    public History TaskFailed(int id, TaskFailureDetails? details) => Inbound(new HistoryEvent
    {
        TaskFailed = new TaskFailedEvent { TaskScheduledId = id, FailureDetails = details },
    });

    public History PartCompleted(int id, string? result) => Inbound(new HistoryEvent
    {
        SubOrchestrationInstanceCompleted = new SubOrchestrationInstanceCompletedEvent { TaskScheduledId = id, Result = result },
    });

    public History PartFailed(int id, TaskFailureDetails? details) => Inbound(new HistoryEvent
    {
        SubOrchestrationInstanceFailed = new SubOrchestrationInstanceFailedEvent { TaskScheduledId = id, FailureDetails = details },
    });

    public History TimerFired(int id) => Inbound(new HistoryEvent { TimerFired = new TimerFiredEvent { TimerId = id } });

    public History EventRaised(string name, string? input = null) => Inbound(new HistoryEvent
    {
        EventRaised = new EventRaisedEvent { Name = name, Input = input },
    });

    public History Suspended() => Inbound(new HistoryEvent { ExecutionSuspended = new ExecutionSuspendedEvent() });

    public History Resumed() => Inbound(new HistoryEvent { ExecutionResumed = new ExecutionResumedEvent() });

    public History Terminated(string reason) => Inbound(new HistoryEvent { ExecutionTerminated = new ExecutionTerminatedEvent { Input = reason } });

    public History Add(int id, HistoryEvent one)
    {
        one.EventId = id;
        _new.Add(one);
        return this;
    }

    public OrchestratorRequest ToRequest() => new() { InstanceId = Instance, PastEvents = { _past }, NewEvents = { _new } };

    /// <summary>Runs the turn that this history stands before.</summary>
    public OrchestratorResponse Run(Func<OrchestrationContext, Task<object?>> code, ILoggerFactory? loggers = null) =>
        OrchestratorTurn.Run(ToRequest(), new LambdaOrchestrator(code), new DurableJson(), loggers ?? NullLoggerFactory.Instance);

    private History At(TimeSpan since) => Add(-1, new HistoryEvent
    {
        Timestamp = (Start + since).ToTimestamp(),
        OrchestratorStarted = new OrchestratorStartedEvent(),
    });

    private History Inbound(HistoryEvent one) => Add(-1, one);
}
