using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Durable.Client;
using HzFunctions.Local.FunctionsHost.Durable.Instances;
using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable;

/// <summary>
/// The durable engine: what clients can ask of the instances of a hub. Every call waits until the hub is this host's and is
/// loaded; one that completes has stored what it was to do.
/// </summary>
internal sealed class HubEngine : IMessageRouter
{
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly InstanceRegister _register;
    private readonly InstanceServices _services;
    private readonly HubStorage _storage;
    private readonly HubLease _lease;
    private readonly StorageRetry _retry;

    public HubEngine(HubStorage storage, HubLease lease, StorageRetry retry, InstanceRegister register, Func<IMessageRouter, InstanceServices> services)
    {
        (_storage, _lease, _retry, _register) = (storage, lease, retry, register);
        _services = services(this);
    }

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _retry.RunAsync(() => _storage.CreateAsync(cancellationToken), cancellationToken);
            await _lease.AcquireAsync(cancellationToken);
            await _register.LoadAsync(_services);
            _loaded.TrySetResult();
            await Task.WhenAny(_services.Timers.RunAsync(cancellationToken), _lease.KeepAsync(cancellationToken)).Unwrap();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (LeaseLostException error)
        {
            _services.HubLost(error.Message);
        }
        finally
        {
            if (_loaded.Task.IsCompleted)
            {
                await _lease.ReleaseAsync();
            }
        }
    }

    /// <summary>Starts an instance and gives its id. A finished one with the same id is replaced.</summary>
    /// <exception cref="DurableRequestException">One with this id is not finished.</exception>
    public async Task<string> StartAsync(StartOrder order, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        if (order.Name.Length == 0)
        {
            throw new DurableRequestException(DurableRefusal.Invalid, "The name of the orchestrator is missing.");
        }

        var id = order.InstanceId.Length == 0 ? Guid.NewGuid().ToString("N") : order.InstanceId;
        var start = new ExecutionStartedEvent
        {
            Name = order.Name,
            Version = order.Version,
            Input = order.Input,
            OrchestrationInstance = new OrchestrationInstance { InstanceId = id, ExecutionId = Guid.NewGuid().ToString("N") },
        };
        _ = await BeginAsync(start, order.StartAt)
            ?? throw new DurableRequestException(DurableRefusal.AlreadyExists, $"An Orchestration instance with the status {Find(id)?.State.Status} already exists.");
        return id;
    }

    /// <summary>The state of an instance; null when there is none.</summary>
    public async Task<InstanceState?> FindStateAsync(string instanceId, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        return Find(instanceId)?.State;
    }

    /// <summary>The state of an instance with input, output and history; null when there is none.</summary>
    public async Task<(InstanceState State, InstanceDetail Detail)?> FindDetailAsync(string instanceId, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        return Find(instanceId) is { } instance ? (instance.State, await _register.ReadDetailAsync(instance, cancellationToken)) : null;
    }

    /// <summary>Waits, also for an instance that is not there yet, until its state is wanted.</summary>
    public async Task WaitAsync(string instanceId, Func<InstanceState, bool> isWanted, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        while (true)
        {
            var added = _register.Added;
            var instance = Find(instanceId);
            var changed = instance?.Changed;
            if (instance is not null && isWanted(instance.State))
            {
                return;
            }

            await (changed is null ? added : Task.WhenAny(changed, added)).WaitAsync(cancellationToken);
        }
    }

    /// <summary>The instances that a filter takes, by id, after one of them.</summary>
    public async Task<IReadOnlyList<InstanceState>> QueryAsync(InstanceFilter filter, string after, int count, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        return [.. _register.States.Where(filter.Takes).Where(state => string.CompareOrdinal(state.Id, after) > 0)
            .OrderBy(state => state.Id, StringComparer.Ordinal).Take(count)];
    }

    /// <exception cref="DurableRequestException">There is no such instance, or it is finished.</exception>
    public Task RaiseEventAsync(string instanceId, string name, string? input, CancellationToken cancellationToken) =>
        PostAsync(instanceId, happened => happened.EventRaised = new EventRaisedEvent { Name = name, Input = input }, cancellationToken);

    /// <exception cref="DurableRequestException">There is no such instance, or it is finished.</exception>
    public Task TerminateAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        PostAsync(instanceId, happened => happened.ExecutionTerminated = new ExecutionTerminatedEvent { Input = reason }, cancellationToken);

    /// <exception cref="DurableRequestException">There is no such instance, or it is finished.</exception>
    public Task SuspendAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        PostAsync(instanceId, happened => happened.ExecutionSuspended = new ExecutionSuspendedEvent { Input = reason }, cancellationToken);

    /// <exception cref="DurableRequestException">There is no such instance, or it is finished.</exception>
    public Task ResumeAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        PostAsync(instanceId, happened => happened.ExecutionResumed = new ExecutionResumedEvent { Input = reason }, cancellationToken);

    /// <summary>Takes a failed instance back to before what failed in it, and lets it try that again.</summary>
    /// <exception cref="DurableRequestException">There is no such instance, or it has not failed.</exception>
    public async Task RewindAsync(string instanceId, string? reason, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        var instance = Existing(instanceId);
        if (instance.State.Status != OrchestrationStatus.Failed)
        {
            throw new DurableRequestException(DurableRefusal.WrongState, "Only an instance that failed can be rewound.");
        }

        var detail = await _register.ReadDetailAsync(instance, cancellationToken);
        var rewound = new Rewinding(instance.State, detail.History, _services.Time.GetUtcNow());
        var again = await _register.RewriteAsync(instance, rewound.State, rewound.Past, _services);
        await again.PostAsync(rewound.Message(reason));
    }

    /// <summary>Starts an orchestrator again with the input that an instance had.</summary>
    /// <exception cref="DurableRequestException">There is no such instance, or it is not finished and its id is to be kept.</exception>
    public async Task<string> RestartAsync(string instanceId, bool withNewId, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        var instance = Existing(instanceId);
        var detail = await _register.ReadDetailAsync(instance, cancellationToken);
        return await StartAsync(new StartOrder(withNewId ? "" : instanceId, instance.State.Name, detail.Input), cancellationToken);
    }

    /// <summary>Deletes an instance; false when there is none.</summary>
    public async Task<bool> PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        return await _register.DeleteAsync(instanceId);
    }

    /// <summary>Deletes the finished instances that a filter takes, and gives their number.</summary>
    public async Task<int> PurgeAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        var purged = 0;
        foreach (var state in _register.States.Where(state => state.IsFinished && filter.Takes(state)).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            purged += await _register.DeleteAsync(state.Id) ? 1 : 0;
        }

        return purged;
    }

    /// <summary>Makes an id hang, as instances can in Azure; or lets it go on.</summary>
    public async Task WedgeAsync(string instanceId, bool isWedged, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        await _register.WedgeAsync(instanceId, isWedged);
    }

    /// <inheritdoc/>
    public async Task DeliverAsync(OutgoingMessage message)
    {
        if (message.Message.Event.ExecutionStarted is { } start)
        {
            await BeginChildAsync(start);
        }
        else if (Find(message.InstanceId) is { State.IsFinished: false } receiver)
        {
            await receiver.PostAsync(message.Message);
        }
        else
        {
            _services.Logger.MessageDropped(message.InstanceId);
        }
    }

    private Instance? Find(string instanceId) => _register.Find(instanceId);

    private Instance Existing(string instanceId) =>
        Find(instanceId) ?? throw new DurableRequestException(DurableRefusal.NotFound, $"No instance with ID '{instanceId}' was found.");

    private Task LoadedAsync(CancellationToken cancellationToken) => _loaded.Task.WaitAsync(cancellationToken);

    private async Task BeginChildAsync(ExecutionStartedEvent start)
    {
        var id = start.OrchestrationInstance.InstanceId;
        var isKnown = Find(id)?.State.Incarnation == start.OrchestrationInstance.ExecutionId;
        if (!isKnown && await BeginAsync(start, startAt: null) is null)
        {
            _services.Logger.ChildRefused(id);
        }
    }

    private async Task<Instance?> BeginAsync(ExecutionStartedEvent start, DateTimeOffset? startAt)
    {
        var now = _services.Time.GetUtcNow();
        var state = new InstanceState
        {
            Id = start.OrchestrationInstance.InstanceId,
            Incarnation = start.OrchestrationInstance.ExecutionId,
            Name = start.Name,
            Version = start.Version,
            ExecutionId = start.OrchestrationInstance.ExecutionId,
            CreatedAt = now,
            UpdatedAt = now,
            ScheduledStartAt = startAt,
            ParentInstanceId = start.ParentInstance?.OrchestrationInstance.InstanceId,
            IsStuck = IsNeverWorkedOn(start),
        };
        var begun = await _register.BeginAsync(state, new StoredMessage { Event = HistoryEvents.Started(now, start) }, _services);
        if (begun is not null)
        {
            _services.Logger.InstanceStarted(state.Id, state.Name, state.ExecutionId);
        }

        return begun;
    }

    /// <summary>Ids of the form that entities have, and versions where host.json names none: accepted, and Pending for ever.</summary>
    private static bool IsNeverWorkedOn(ExecutionStartedEvent start) =>
        start.OrchestrationInstance.InstanceId.StartsWith('@') || (start.ParentInstance is null && !string.IsNullOrEmpty(start.Version));

    private async Task PostAsync(string instanceId, Action<HistoryEvent> describe, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        var instance = Existing(instanceId);
        if (instance.State.IsFinished)
        {
            throw new DurableRequestException(DurableRefusal.WrongState, $"The instance with ID '{instanceId}' is {instance.State.Status}.");
        }

        var happened = HistoryEvents.Inbound(_services.Time.GetUtcNow());
        describe(happened);
        await instance.PostAsync(new StoredMessage { Event = happened }).WaitAsync(cancellationToken);
    }
}
