using HzFunctions.Local.FunctionsHost.Durable.Storage;
using HzFunctions.Local.FunctionsHost.Durable.Turns;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>
/// One instance at work: takes its messages in, turn by turn, and commits each work item (turn row, then state row) before
/// anything of it goes out.
/// </summary>
internal sealed class Instance
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);

    private readonly InstanceServices _services;
    private readonly Inbox _inbox;
    private readonly Outbox _outbox;
    private readonly Sweeper _sweeper;
    private readonly Places _committing = new(1);
    private readonly string _partition;
    private volatile TaskCompletionSource _changed = NewSignal();
    private volatile InstanceState _state;
    private volatile Execution _execution;
    private volatile bool _isHeld;
    private volatile bool _isRetired;
    private volatile bool _isLoaded;
    private TimeSpan _retry = FirstRetry;
    private int _wakeUps;

    /// <summary>An instance as it is stored; null for one that is finished and of which only the state is at hand.</summary>
    public Instance(InstanceState state, StoredInstance? stored, bool isHeld, InstanceServices services)
    {
        _state = state;
        _isHeld = isHeld;
        _isLoaded = stored is not null;
        _services = services;
        _partition = HistoryStore.PartitionOf(state);
        _inbox = new Inbox(_partition, services.History, stored?.Messages ?? [], stored?.LastSequence ?? state.ConsumedThrough, services.Stopping);
        _outbox = new Outbox(services, ReturnAsync, ClearOutgoingAsync);
        _sweeper = new Sweeper(_partition, services);
        _execution = new Execution();
        foreach (var turn in stored?.Turns ?? [])
        {
            _execution.Add(turn);
        }
    }

    /// <summary>What was committed last.</summary>
    public InstanceState State => _state;

    /// <summary>Completes at the next change of the state.</summary>
    public Task Changed => _changed.Task;

    /// <summary>Input, output and history; null when they are not at hand but in the store.</summary>
    public InstanceDetail? Detail
    {
        get
        {
            var execution = _execution;
            return _isLoaded ? InstanceDetail.Of(execution, _inbox.Read()) : null;
        }
    }

    /// <summary>Takes up what a host that died, or the one that made the instance, left to do.</summary>
    public void Resume(StoredInstance stored)
    {
        if (!_state.IsFinished)
        {
            StartTimers(_execution.OpenTimers);
            var answered = stored.Messages.Select(message => message.Content.Event.TaskCompleted?.TaskScheduledId ?? message.Content.Event.TaskFailed?.TaskScheduledId).ToHashSet();
            _outbox.Run(_execution.OpenActivities.Values.Where(activity => !answered.Contains(activity.TaskId)));
        }

        if (_state.HasOutgoing && stored.Turns is [.., var last])
        {
            _outbox.Send(last);
        }

        Wake();
    }

    /// <summary>Completes when the message is stored: from then on it is not lost.</summary>
    public async Task PostAsync(StoredMessage message)
    {
        await _inbox.AppendAsync(message);
        Wake();
    }

    /// <summary>Stops work on the instance, or lets it go on.</summary>
    public void Hold(bool isHeld)
    {
        _isHeld = isHeld;
        Wake();
    }

    /// <summary>Ends all work on the instance: it is deleted, or another takes its id.</summary>
    public async Task RetireAsync()
    {
        _isRetired = true;
        await _committing.InOneAsync(() => Task.CompletedTask, _services.Stopping);
        _outbox.Retire();
        SignalChange();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool IsIdle => _isHeld || _isRetired || _state.IsStuck || _state.IsFinished || _services.Stopping.IsCancellationRequested;

    private void Wake()
    {
        if (Interlocked.Increment(ref _wakeUps) == 1)
        {
            _ = Task.Run(WorkUntilAsleepAsync);
        }
    }

    private async Task WorkUntilAsleepAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _wakeUps);
            await WorkAsync();
        }
        while (Interlocked.Add(ref _wakeUps, -seen) != 0);
    }

    /// <summary>Never faults.</summary>
    private async Task WorkAsync()
    {
        try
        {
            while (!IsIdle && IsDue() && Next() is { Count: > 0 } messages)
            {
                await WorkOnAsync(messages);
            }

            await _sweeper.SweepAsync();
        }
        catch (OperationCanceledException) when (_services.Stopping.IsCancellationRequested)
        {
            // Nothing of the turn happened.
        }
        catch (LeaseLostException error)
        {
            _services.HubLost(error.Message);
        }
        catch (Exception error)
        {
            _services.Logger.InstanceTroubled(_state.Id, LongestRetry, error);
            _services.Timers.Add(_services.Time.GetUtcNow() + LongestRetry, Wake);
        }
    }

    private bool IsDue()
    {
        if (_state.Turn > 0 || _state.ScheduledStartAt is not { } start || start <= _services.Time.GetUtcNow())
        {
            return true;
        }

        _services.Timers.Add(start, Wake);
        return false;
    }

    private IReadOnlyList<InboxMessage> Next()
    {
        var messages = _inbox.Read();
        if (messages.Count > 0 && _execution.Accept(messages.Select(message => message.Content), _state.ExecutionId).Count == 0)
        {
            _sweeper.Add(_inbox.Forget(messages[^1].Sequence).Select(RowName.OfMessage));
            return [];
        }

        return messages;
    }

    private async Task WorkOnAsync(IReadOnlyList<InboxMessage> messages)
    {
        var accepted = _execution.Accept(messages.Select(message => message.Content), _state.ExecutionId);
        var item = new WorkItem(_state, _execution, _services.Orchestrators, _services.Time, _services.Logger);
        switch (await item.RunAsync(accepted))
        {
            case WorkOutcome.Abandoned abandoned:
                _services.Logger.TurnAbandoned(_state.Id, _state.Name, _retry, abandoned.Reason);
                await Task.Delay(_retry, _services.Time, _services.Stopping);
                _retry = _retry * 2 < LongestRetry ? _retry * 2 : LongestRetry;
                break;
            case WorkOutcome.Done done:
                await CommitAsync(done, messages[^1].Sequence);
                _retry = FirstRetry;
                break;
        }
    }

    private async Task CommitAsync(WorkOutcome.Done done, long consumedThrough)
    {
        await _outbox.SentAsync(_services.Stopping);
        await _committing.InOneAsync(() => CommitAloneAsync(done, consumedThrough), _services.Stopping);
    }

    private async Task CommitAloneAsync(WorkOutcome.Done done, long consumedThrough)
    {
        if (_isHeld || _isRetired)
        {
            return;
        }

        _outbox.AddRunning(done.Turn);
        var hasOutgoing = done.Turn.Outgoing.Count + done.Turn.LeftOpen.Count > 0;
        var next = done.State with { ConsumedThrough = consumedThrough, HasOutgoing = hasOutgoing };
        await _services.History.WriteTurnAsync(_partition, RowName.OfTurn(next.Generation, next.Turn), done.Turn, _services.Stopping);
        await _services.States.WriteAsync(next, _services.Stopping);
        _sweeper.Add(_inbox.Forget(consumedThrough).Select(RowName.OfMessage));
        Advance(next, done.Turn);
    }

    private void Advance(InstanceState next, StoredTurn turn)
    {
        if (next.Generation != _state.Generation)
        {
            _sweeper.Replace(_state.Generation);
            _execution = new Execution();
        }

        _execution.Add(turn);
        _sweeper.AddTurn(RowName.OfTurn(next.Generation, next.Turn));
        _state = next;
        _services.Logger.TurnDone(next.Id, next.Name, next.Turn, turn.Events.Count, next.Status.ToString());
        if (!next.IsFinished)
        {
            StartTimers(turn.Events.Where(happened => happened.TimerCreated is not null)
                .Select(happened => KeyValuePair.Create(happened.EventId, happened.TimerCreated.FireAt)));
        }

        _outbox.Forget(turn.Events.Where(happened => happened.TaskCompleted is not null || happened.TaskFailed is not null)
            .Select(happened => (next.ExecutionId, happened.TaskCompleted?.TaskScheduledId ?? happened.TaskFailed.TaskScheduledId)));
        _outbox.Run(turn.Activities);
        _outbox.Send(turn);
        Unload();
        SignalChange();
    }

    /// <summary>What is over and done with is read from the store, should anyone ask.</summary>
    private void Unload()
    {
        if (_state is { IsFinished: true, HasOutgoing: false })
        {
            _isLoaded = false;
            _execution = new Execution();
        }
    }

    private void SignalChange() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();

    private void StartTimers(IEnumerable<KeyValuePair<int, Google.Protobuf.WellKnownTypes.Timestamp>> timers)
    {
        var executionId = _state.ExecutionId;
        foreach (var (timerId, fireAt) in timers)
        {
            _services.Timers.Add(fireAt.ToDateTimeOffset(), () => _ = ReturnAsync(new StoredMessage
            {
                Event = HistoryEvents.Fired(_services.Time.GetUtcNow(), timerId, fireAt),
                ExecutionId = executionId,
            }));
        }
    }

    /// <summary>Takes in what the instance itself had begun, unless it is over. Never faults.</summary>
    private async Task ReturnAsync(StoredMessage message)
    {
        if (_state.IsFinished || _state.ExecutionId != message.ExecutionId)
        {
            return;
        }

        try
        {
            await PostAsync(message);
        }
        catch (Exception error) when (error is OperationCanceledException or LeaseLostException)
        {
            // The host stops; the next one begins this again.
        }
    }

    /// <summary>Everything of the last turn has gone out: a host that starts need not look at it.</summary>
    private Task ClearOutgoingAsync() => _committing.InOneAsync(
        async () =>
        {
            if (_state.HasOutgoing && _outbox.IsEmpty && !_isRetired)
            {
                var cleared = _state with { HasOutgoing = false };
                await _services.States.WriteAsync(cleared, _services.Stopping);
                _state = cleared;
                Unload();
            }
        },
        _services.Stopping);
}
