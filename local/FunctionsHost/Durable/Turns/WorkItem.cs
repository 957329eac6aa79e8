using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Durable.Instances;
using HzFunctions.Local.FunctionsHost.Durable.Storage;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Durable.Turns;

/// <summary>
/// One work item of an instance: a turn over new messages, and further turns at once for as long as the orchestrator continues
/// as new. Nothing of it counts before all of it is committed.
/// </summary>
internal sealed class WorkItem(InstanceState state, Execution execution, OrchestratorInvoker invoker, TimeProvider time, ILogger logger)
{
    private readonly StoredTurn _turn = new();
    private readonly List<StoredActivity> _open = [.. execution.OpenActivities.Values];
    private IReadOnlyList<HistoryEvent> _past = execution.History;
    private List<HistoryEvent> _new = [];
    private readonly int _number = state.Turn + 1;
    private readonly string _formerExecutionId = state.ExecutionId;
    private InstanceState _state = state;
    private ExecutionStartedEvent? _start = execution.Start;
    private bool _isSuspended = execution.IsSuspended;

    /// <summary>Whether a new execution has taken the place of the one that was.</summary>
    public bool IsNewExecution => _state.ExecutionId != _formerExecutionId;

    /// <summary>Runs it over messages that the execution accepted.</summary>
    public async Task<WorkOutcome> RunAsync(IReadOnlyList<StoredMessage> messages)
    {
        _new = [HistoryEvents.TurnStarted(time.GetUtcNow()), .. messages.Select(message => message.Event)];
        _turn.Origins.AddRange(messages.Select(message => message.Origin).OfType<string>());
        Heed(messages);
        while (true)
        {
            var answer = await invoker.InvokeAsync(_state.Name, Request());
            if (answer is TurnAnswer.Abandoned abandoned)
            {
                return new WorkOutcome.Abandoned(abandoned.Reason);
            }

            if (answer is TurnAnswer.Broken broken)
            {
                logger.TurnBroken(_state.Id, _state.Name, broken.Details is { Length: > 0 } details ? $"{broken.Reason} {details}" : broken.Reason);
            }

            var actions = answer is TurnAnswer.Given given ? new TurnActions(_state, given.Response, time.GetUtcNow()) : null;
            if (actions?.Unacceptable is { } reason)
            {
                return new WorkOutcome.Abandoned(reason);
            }

            if (!Apply(actions, answer as TurnAnswer.Broken))
            {
                return Done();
            }
        }
    }

    private OrchestratorRequest Request()
    {
        var request = new OrchestratorRequest { InstanceId = _state.Id };
        request.PastEvents.AddRange(_past);
        request.NewEvents.AddRange(_new);
        return request;
    }

    private void Heed(IReadOnlyList<StoredMessage> messages)
    {
        foreach (var happened in messages.Select(message => message.Event))
        {
            _start = happened.ExecutionStarted ?? _start;
            _isSuspended = happened.ExecutionSuspended is not null || (_isSuspended && happened.ExecutionResumed is null);
            _turn.Output = happened.ExecutionSuspended?.Input ?? _turn.Output;
            var closed = happened.TaskCompleted?.TaskScheduledId ?? happened.TaskFailed?.TaskScheduledId;
            _open.RemoveAll(activity => activity.TaskId == closed);
        }
    }

    /// <summary>Takes an answer in; true when the orchestrator goes on with a new execution at once.</summary>
    private bool Apply(TurnActions? actions, TurnAnswer.Broken? broken)
    {
        var now = time.GetUtcNow();
        if (actions is not null)
        {
            _new.AddRange(actions.Echoes);
            _turn.Activities.AddRange(actions.Activities);
            _open.AddRange(actions.Activities);
            _turn.Outgoing.AddRange(actions.Outgoing);
            Number(_turn.Outgoing);
            _state = _state with { CustomStatus = actions.CustomStatus ?? KeptStatus() };
        }

        var completion = broken is null ? actions!.Completion ?? Termination() : Failure(broken);
        if (completion?.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew)
        {
            ContinueAsNew(completion, now);
            return true;
        }

        if (completion is not null)
        {
            Complete(completion, actions?.CompletionId ?? -1, broken, now);
        }

        if (_new[^1].OrchestratorCompleted is null)
        {
            _new.Add(HistoryEvents.TurnCompleted(now));
        }

        return false;
    }

    /// <summary>A custom status outlives a continue-as-new if the first turn after it says nothing.</summary>
    private string? KeptStatus() => IsNewExecution ? _state.CustomStatus : null;

    private void Number(IEnumerable<OutgoingMessage> outgoing)
    {
        foreach (var (index, message) in outgoing.Index())
        {
            message.Message.Origin = $"{_state.Incarnation}|{_number}|{index}";
        }
    }

    /// <summary>Terminated shows even where the orchestrator did not say so.</summary>
    private CompleteOrchestrationAction? Termination() =>
        _new.FirstOrDefault(happened => happened.ExecutionTerminated is not null) is { } terminated
            ? new CompleteOrchestrationAction { OrchestrationStatus = OrchestrationStatus.Terminated, Result = terminated.ExecutionTerminated.Input }
            : null;

    private static CompleteOrchestrationAction Failure(TurnAnswer.Broken broken) => new()
    {
        OrchestrationStatus = OrchestrationStatus.Failed,
        Result = new JObject { ["message"] = broken.Reason, ["details"] = broken.Details }.ToString(Newtonsoft.Json.Formatting.None),
    };

    private void ContinueAsNew(CompleteOrchestrationAction completion, DateTimeOffset now)
    {
        var start = _start!.Clone();
        start.Input = completion.Result;
        start.Version = completion.NewVersion ?? start.Version;
        start.OrchestrationInstance.ExecutionId = Guid.NewGuid().ToString("N");
        _state = _state with
        {
            ExecutionId = start.OrchestrationInstance.ExecutionId,
            Version = start.Version,
            Generation = _state.Generation + 1,
            CreatedAt = now,
        };
        _start = start;
        _isSuspended = false;
        LeaveOpen();
        _past = [];
        _new =
        [
            HistoryEvents.TurnStarted(now),
            HistoryEvents.Started(now, start),
            .. completion.CarryoverEvents.Where(carried => carried.EventRaised is not null).Select(carried => Carry(carried, now)),
            HistoryEvents.TurnCompleted(now),
        ];
    }

    private static HistoryEvent Carry(HistoryEvent carried, DateTimeOffset now)
    {
        var made = HistoryEvents.Inbound(now);
        made.Timestamp = carried.Timestamp ?? made.Timestamp;
        made.EventRaised = carried.EventRaised;
        return made;
    }

    private void LeaveOpen()
    {
        _turn.LeftOpen.AddRange(_open);
        _turn.Activities.Clear();
        _turn.Output = null;
        _open.Clear();
    }

    private void Complete(CompleteOrchestrationAction completion, int actionId, TurnAnswer.Broken? broken, DateTimeOffset now)
    {
        var completed = HistoryEvents.Echo(actionId, now);
        completed.ExecutionCompleted = new ExecutionCompletedEvent
        {
            OrchestrationStatus = completion.OrchestrationStatus,
            Result = completion.Result,
            FailureDetails = completion.FailureDetails,
        };
        _new.Add(completed);
        LeaveOpen();
        _turn.Output = completion is { OrchestrationStatus: OrchestrationStatus.Failed, FailureDetails: { } failure }
            ? $"{failure.ErrorType}: {failure.ErrorMessage}"
            : completion.Result;
        _state = _state with { Status = completion.OrchestrationStatus, CompletedAt = now };
        if (_state.Status == OrchestrationStatus.Failed && broken is null)
        {
            logger.OrchestratorFailed(_state.Id, _state.Name);
        }

        if (ParentNotice.Of(_start?.ParentInstance, completion, now) is { } notice)
        {
            _turn.Outgoing.Add(notice);
        }
    }

    private WorkOutcome.Done Done()
    {
        _turn.Events.AddRange(_new);
        var running = _isSuspended ? OrchestrationStatus.Suspended : OrchestrationStatus.Running;
        return new WorkOutcome.Done(_turn, _state with
        {
            Turn = _number,
            UpdatedAt = time.GetUtcNow(),
            Status = _state.IsFinished ? _state.Status : running,
            HasOutgoing = _turn.Outgoing.Count + _turn.LeftOpen.Count > 0,
        });
    }
}
