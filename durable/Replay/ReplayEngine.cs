using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using HzFunctions.Durable.Client;
using HzFunctions.Durable.Execution;
using HzFunctions.Durable.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.Durable.Replay;

/// <summary>One run of the harness: the host's part, with messages in the order of their time.</summary>
internal sealed class ReplayEngine(ReplayHarness harness, Func<IOrchestrator> create, DurableJson json, ScriptedWorld world)
{
    private readonly PriorityQueue<Message, (TimeSpan At, int Order)> _messages = new();
    private readonly ReplayRun _run = new(json);
    private RecordedExecution _execution = new(harness.InstanceId);
    private OrchestrationExecution? _live;
    private (string? Input, IEnumerable<HistoryEvent> Carried)? _next;
    private string _name = string.Empty;
    private TimeSpan _now;
    private int _order;

    /// <summary>Brings a message to the instance at a time; one for an execution that is over is dropped.</summary>
    public void Deliver(TimeSpan at, HistoryEvent message, RecordedExecution? execution = null) =>
        _messages.Enqueue(new Message(message, execution), (at, _order++));

    public ReplayRun Run(string? input)
    {
        var orchestrator = create();
        _name = orchestrator.GetType().Name;
        _run.Status = OrchestrationRuntimeStatus.Running;
        _next = (input, []);
        while (_run.Status == OrchestrationRuntimeStatus.Running && NextTurn())
        {
        }

        _run.Elapsed = _now;
        return _run;
    }

    private bool NextTurn()
    {
        if (_next is { } next)
        {
            _next = null;
            Begin(next.Input, next.Carried);
            return true;
        }

        var messages = NextMessages();
        if (messages.Count > 0)
        {
            TakeTurn(messages);
        }

        return messages.Count > 0;
    }

    private void Begin(string? input, IEnumerable<HistoryEvent> carried)
    {
        _execution = new RecordedExecution(harness.InstanceId);
        _run.Executions.Add(_execution);
        _live = new OrchestrationExecution(harness.InstanceId, create(), json, NullLoggerFactory.Instance);
        var started = new ExecutionStartedEvent
        {
            Name = _name,
            Input = input,
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = harness.InstanceId,
                ExecutionId = string.Create(CultureInfo.InvariantCulture, $"{_run.Executions.Count:x32}"),
            },
        };
        TakeTurn([new HistoryEvent { EventId = -1, ExecutionStarted = started }, .. carried.Select(one => one.Clone())]);
    }

    private List<HistoryEvent> NextMessages()
    {
        var messages = new List<HistoryEvent>();
        while (_messages.TryPeek(out var next, out var due) && (messages.Count == 0 || due.At <= _now))
        {
            _messages.Dequeue();
            if (next.Execution is null || next.Execution == _execution)
            {
                _now = due.At > _now ? due.At : _now;
                messages.Add(next.Event);
            }
        }

        return messages;
    }

    private void TakeTurn(List<HistoryEvent> messages)
    {
        if (++_run.Turns > harness.MostTurns)
        {
            throw new InvalidOperationException($"The orchestrator has not ended after {harness.MostTurns} turns.");
        }

        var past = _execution.History.Count;
        Store(new HistoryEvent { EventId = -1, OrchestratorStarted = new OrchestratorStartedEvent() });
        messages.ForEach(Store);
        _live!.Process(_execution.History[past..], areReplayed: false);
        var response = _live.Respond();
        _execution.Turns.Add(new RecordedTurn(past, _execution.History.Count - past, response));
        _run.SerializedCustomStatus = response.CustomStatus;

        var echoes = _execution.History.Count;
        foreach (var action in response.Actions)
        {
            Carry(action);
        }

        _live.Process(_execution.History[echoes..], areReplayed: true);
        if (response.Actions.FirstOrDefault(action => action.CompleteOrchestration is not null) is { } end)
        {
            End(end.CompleteOrchestration);
        }
        else
        {
            Store(new HistoryEvent { EventId = -1, OrchestratorCompleted = new OrchestratorCompletedEvent() });
        }
    }

    private void End(CompleteOrchestrationAction end)
    {
        if (end.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew)
        {
            _next = (end.Result, end.CarryoverEvents);
        }
        else
        {
            _run.Finish(end);
        }
    }

    private void Store(HistoryEvent one)
    {
        one.Timestamp = (harness.StartTime + _now).ToTimestamp();
        _execution.History.Add(one);
    }

    private void Carry(OrchestratorAction action)
    {
        switch (action.OrchestratorActionTypeCase)
        {
            case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                Note(ReplayedCallKind.Activity, action.ScheduleTask.Name, action.ScheduleTask.Input);
                Echo(action, new HistoryEvent { TaskScheduled = new TaskScheduledEvent { Name = action.ScheduleTask.Name } });
                Answer(world.Run(action.Id, action.ScheduleTask, _now));
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration:
                Carry(action, action.CreateSubOrchestration);
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                Carry(action, action.CreateTimer);
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent:
                Carry(action, action.SendEvent);
                break;
        }
    }

    private void Carry(OrchestratorAction action, CreateSubOrchestrationAction part)
    {
        Note(ReplayedCallKind.SubOrchestration, part.Name, part.Input);
        Echo(action, new HistoryEvent
        {
            SubOrchestrationInstanceCreated = new SubOrchestrationInstanceCreatedEvent { Name = part.Name, InstanceId = part.InstanceId },
        });
        Answer(world.Run(action.Id, part, _now));
    }

    private void Carry(OrchestratorAction action, CreateTimerAction timer)
    {
        var due = timer.FireAt.ToDateTimeOffset() - harness.StartTime;
        Note(ReplayedCallKind.Timer, due.ToString("c", CultureInfo.InvariantCulture), input: null);
        Echo(action, new HistoryEvent { TimerCreated = new TimerCreatedEvent { FireAt = timer.FireAt } });
        var fired = new TimerFiredEvent { FireAt = timer.FireAt, TimerId = action.Id };
        Deliver(due, ScriptedWorld.Inbound(new HistoryEvent { TimerFired = fired }), _execution);
    }

    private void Carry(OrchestratorAction action, SendEventAction sent)
    {
        Note(ReplayedCallKind.Event, sent.Name, sent.Data);
        Echo(action, new HistoryEvent
        {
            EventSent = new EventSentEvent { InstanceId = sent.Instance.InstanceId, Name = sent.Name, Input = sent.Data },
        });
        if (sent.Instance.InstanceId == harness.InstanceId)
        {
            Deliver(_now, ScriptedWorld.Inbound(new HistoryEvent { EventRaised = new EventRaisedEvent { Name = sent.Name, Input = sent.Data } }));
        }
    }

    private void Note(ReplayedCallKind kind, string name, string? input) => _run.CallList.Add(new ReplayedCall(_now, kind, name, input));

    private void Echo(OrchestratorAction action, HistoryEvent one)
    {
        one.EventId = action.Id;
        Store(one);
    }

    private void Answer((TimeSpan After, HistoryEvent Outcome) answer) => Deliver(_now + answer.After, answer.Outcome, _execution);

    private sealed record Message(HistoryEvent Event, RecordedExecution? Execution);
}
