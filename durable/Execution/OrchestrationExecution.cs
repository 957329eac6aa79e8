using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Execution;

/// <summary>
/// One execution of an orchestrator: it is fed the events of its history in order and tells which actions no event has confirmed. Fed
/// all at once or one by one, it does the same.
/// </summary>
internal sealed class OrchestrationExecution
{
    private readonly IOrchestrator _orchestrator;
    private readonly ReplayedContext _context;
    private readonly TurnThread _thread = new();
    private readonly PendingActions _pending = new();
    private readonly Queue<HistoryEvent> _heldBack = [];
    private readonly ExecutionEnd _end = new();
    private Task<string?>? _function;
    private string? _customStatus;
    private bool _isSuspended;

    public OrchestrationExecution(string instanceId, IOrchestrator orchestrator, DurableJson json, ILoggerFactory loggers)
    {
        InstanceId = instanceId;
        _orchestrator = orchestrator;
        _context = new ReplayedContext(this, json, loggers);
    }

    public string InstanceId { get; }

    /// <summary>What this execution was started with.</summary>
    public ExecutionStartedEvent Started { get; private set; } = new();

    public string? ExecutionId => Started.OrchestrationInstance?.ExecutionId;

    public DateTimeOffset Now { get; private set; }

    public bool IsReplaying { get; private set; }

    public OpenTasks Tasks { get; } = new();

    public ExternalEvents Events { get; } = new();

    /// <summary>Goes through events that have been before (<paramref name="areReplayed"/>), or that are new.</summary>
    public void Process(IEnumerable<HistoryEvent> events, bool areReplayed)
    {
        IsReplaying = areReplayed;
        _thread.Run(() =>
        {
            foreach (var one in events)
            {
                Process(one);
            }
        });
    }

    /// <summary>The answer to all that was processed so far.</summary>
    public OrchestratorResponse Respond()
    {
        if (_function is null)
        {
            throw new InvalidOperationException("The host sent a history that does not begin.");
        }

        var response = new OrchestratorResponse { InstanceId = InstanceId, CustomStatus = _customStatus };
        EndIfLeftBehind();
        if (!_isSuspended || _end.IsTermination)
        {
            response.Actions.Add(_pending.InOrder.Select(action => action.Clone()));
            _end.AddCarryover(response, Events);
        }

        return response;
    }

    /// <exception cref="InvalidOperationException">The orchestrator is not in its turn.</exception>
    public void DemandTurn() => _thread.DemandOwner();

    /// <summary>Takes on an action of the code, and gives it its id.</summary>
    public int Schedule(OrchestratorAction action)
    {
        DemandTurn();
        return _pending.Add(action);
    }

    public void ContinueAsNew(string? input, bool keepEvents)
    {
        DemandTurn();
        _end.ContinueAsNew(input, keepEvents);
    }

    public void SetCustomStatus(string? status)
    {
        DemandTurn();
        _customStatus = status;
    }

    private void Process(HistoryEvent one)
    {
        if (one.OrchestratorStarted is not null)
        {
            Now = one.Timestamp?.ToDateTimeOffset() ?? Now;
        }
        else if (_isSuspended && one.ExecutionResumed is null && one.ExecutionTerminated is null)
        {
            HoldBack(one);
        }
        else if (!_end.IsFinal)
        {
            Apply(one);
        }
    }

    private void HoldBack(HistoryEvent one)
    {
        if (one.ExecutionSuspended is null)
        {
            _heldBack.Enqueue(one);
        }
    }

    private void Apply(HistoryEvent one)
    {
        try
        {
            Handle(one);
            _thread.Drain();
            EndWithFunction();
        }
        catch (NonDeterministicOrchestrationException mismatch)
        {
            _end.Reject(_pending, mismatch);
        }
    }

    private void Handle(HistoryEvent one)
    {
        switch (one.EventTypeCase)
        {
            case HistoryEvent.EventTypeOneofCase.ExecutionStarted:
                Start(one.ExecutionStarted);
                break;
            case HistoryEvent.EventTypeOneofCase.EventRaised when _end.KeepsEvents:
                Events.Keep(one);
                break;
            case HistoryEvent.EventTypeOneofCase.EventRaised when !_end.IsReached:
                Events.Raise(one);
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionSuspended:
                _isSuspended = true;
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionResumed:
                Resume();
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionTerminated:
                _end.Terminate(_pending, one.ExecutionTerminated.Input);
                break;
            default:
                HistorySteps.Confirm(one, _pending);
                FinishTask(one);
                break;
        }
    }

    private void Start(ExecutionStartedEvent started)
    {
        Started = started;
        _function = RunAsync();

        async Task<string?> RunAsync() => await _orchestrator.RunAsync(_context);
    }

    private void FinishTask(HistoryEvent one)
    {
        // Results that come after the code's end are nobody's any more.
        if (!_end.IsReached)
        {
            HistorySteps.Finish(one, Tasks);
        }
    }

    private void Resume()
    {
        _isSuspended = false;
        _thread.Drain();
        while (!_isSuspended && _heldBack.TryDequeue(out var one))
        {
            Process(one);
        }
    }

    private void EndWithFunction()
    {
        if (_function is { IsCompleted: true } && !_end.IsReached)
        {
            _end.Follow(_pending, _function);
        }
    }

    private void EndIfLeftBehind()
    {
        if (_end.IsReached || _isSuspended)
        {
            return;
        }

        if (_thread.HasStrayed || (!Tasks.Any && !Events.AreAwaited))
        {
            _end.Fail(_pending, new InvalidOperationException(TurnThread.Strayed));
        }
    }
}
