using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Durable.Instances;
using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Turns;

/// <summary>What the actions of one answer mean: events that echo them, activities to run, messages to send, an end.</summary>
internal sealed class TurnActions
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(7);

    private readonly InstanceState _state;
    private readonly DateTimeOffset _now;

    public TurnActions(InstanceState state, OrchestratorResponse response, DateTimeOffset now)
    {
        _state = state;
        _now = now;
        CustomStatus = response.CustomStatus;
        foreach (var action in response.Actions)
        {
            Take(action);
        }
    }

    public List<HistoryEvent> Echoes { get; } = [];

    public List<StoredActivity> Activities { get; } = [];

    public List<OutgoingMessage> Outgoing { get; } = [];

    public string? CustomStatus { get; }

    public CompleteOrchestrationAction? Completion { get; private set; }

    public int CompletionId { get; private set; }

    /// <summary>What the real engine would try for ever without success; null when there is nothing of that kind.</summary>
    public string? Unacceptable { get; private set; }

    private void Take(OrchestratorAction action)
    {
        var echo = HistoryEvents.Echo(action.Id, _now);
        switch (action.OrchestratorActionTypeCase)
        {
            case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                Schedule(action.ScheduleTask, echo);
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                CreateTimer(action.CreateTimer, echo);
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration:
                CreateChild(action.CreateSubOrchestration, echo);
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent:
                Send(action.SendEvent, echo);
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CompleteOrchestration:
                (Completion, CompletionId) = (action.CompleteOrchestration, action.Id);
                break;
        }
    }

    private void Schedule(ScheduleTaskAction action, HistoryEvent echo)
    {
        echo.TaskScheduled = new TaskScheduledEvent { Name = action.Name, Version = action.Version };
        Echoes.Add(echo);
        Activities.Add(new StoredActivity
        {
            InstanceId = _state.Id,
            ExecutionId = _state.ExecutionId,
            TaskId = echo.EventId,
            Name = action.Name,
            Input = action.Input,
        });
    }

    private void CreateTimer(CreateTimerAction action, HistoryEvent echo)
    {
        if (action.FireAt.ToDateTimeOffset() - _now > LongestTimer)
        {
            Unacceptable = "It creates a timer of more than 7 days, which Azure Storage cannot hold. The library must split it.";
        }

        echo.TimerCreated = new TimerCreatedEvent { FireAt = action.FireAt };
        Echoes.Add(echo);
    }

    private void CreateChild(CreateSubOrchestrationAction action, HistoryEvent echo)
    {
        if (action.InstanceId.Length == 0)
        {
            Unacceptable = "It creates a sub-orchestration without an instance id.";
        }

        echo.SubOrchestrationInstanceCreated = new SubOrchestrationInstanceCreatedEvent
        {
            InstanceId = action.InstanceId,
            Name = action.Name,
            Version = action.Version,
        };
        Echoes.Add(echo);
        Outgoing.Add(To(action.InstanceId, HistoryEvents.Started(_now, new ExecutionStartedEvent
        {
            Name = action.Name,
            Version = action.Version,
            Input = action.Input,
            OrchestrationInstance = new OrchestrationInstance { InstanceId = action.InstanceId, ExecutionId = Guid.NewGuid().ToString("N") },
            ParentInstance = new ParentInstanceInfo
            {
                TaskScheduledId = echo.EventId,
                Name = _state.Name,
                Version = _state.Version,
                OrchestrationInstance = new OrchestrationInstance { InstanceId = _state.Id, ExecutionId = _state.ExecutionId },
            },
        })));
    }

    private void Send(SendEventAction action, HistoryEvent echo)
    {
        echo.EventSent = new EventSentEvent { InstanceId = action.Instance.InstanceId, Name = action.Name };
        Echoes.Add(echo);
        Outgoing.Add(To(action.Instance.InstanceId, HistoryEvents.Raised(_now, action.Name, action.Data)));
    }

    private static OutgoingMessage To(string instanceId, HistoryEvent happened) =>
        new() { InstanceId = instanceId, Message = new StoredMessage { Event = happened } };
}
