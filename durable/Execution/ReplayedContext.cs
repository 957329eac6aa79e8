using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Execution;

/// <summary>The context that an orchestrator works with. No await here leaves the turn.</summary>
internal sealed class ReplayedContext(OrchestrationExecution execution, DurableJson json, ILoggerFactory loggers) : OrchestrationContext
{
    // The host's queues keep a message back for seven days at most, and do not say so. It is part of every history: never change it.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3);

    private int _guids;

    public override string InstanceId => execution.InstanceId;

    public override string Name => execution.Started.Name;

    public override string? ParentInstanceId => execution.Started.ParentInstance?.OrchestrationInstance?.InstanceId;

    public override DateTimeOffset CurrentUtcDateTime => execution.Now;

    public override bool IsReplaying => execution.IsReplaying;

    public override T? GetInput<T>()
        where T : default => json.Read<T>(execution.Started.Input);

    public override Task<T> CallActivityAsync<T>(string name, object? input = null, RetryPolicy? retry = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var text = json.Write(input);
        return retry is null ? RunActivityAsync<T>(name, text) : RetryLoop.RunAsync(this, retry, () => RunActivityAsync<T>(name, text));
    }

    public override Task<T> CallSubOrchestratorAsync<T>(string name, object? input = null, string? instanceId = null, RetryPolicy? retry = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (instanceId is not null)
        {
            InstanceIds.Check(instanceId);
        }

        var text = json.Write(input);
        return retry is null
            ? RunPartAsync<T>(name, text, instanceId)
            : RetryLoop.RunAsync(this, retry, () => RunPartAsync<T>(name, text, instanceId));
    }

    public override async Task CreateTimer(DateTimeOffset fireAt, CancellationToken cancellationToken = default)
    {
        while (fireAt - execution.Now > LongestTimer)
        {
            await StartTimer(execution.Now + LongestTimer, cancellationToken);
        }

        await StartTimer(fireAt, cancellationToken);
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        execution.DemandTurn();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return json.Read<T>(await execution.Events.WaitAsync(eventName, cancellationToken))!;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var raised = WaitForExternalEvent<T>(eventName, giveUp.Token);
        if (!raised.IsCompleted)
        {
            await Task.WhenAny(raised, CreateTimer(timeout, giveUp.Token));
            CancelWithinTurn(giveUp);
        }

        return await raised;
    }

    public override void SendEvent(string instanceId, string eventName, object? payload = null)
    {
        InstanceIds.Check(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        execution.Schedule(new OrchestratorAction
        {
            SendEvent = new SendEventAction { Instance = new OrchestrationInstance { InstanceId = instanceId }, Name = eventName, Data = json.Write(payload) },
        });
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        execution.ContinueAsNew(json.Write(newInput), preserveUnprocessedEvents);

    public override void SetCustomStatus(object? customStatus) => execution.SetCustomStatus(json.Write(customStatus));

    public override Guid NewGuid() => DeterministicGuid.Create(InstanceId, CurrentUtcDateTime, _guids++);

    public override ILogger CreateReplaySafeLogger(string category) => new ReplaySafeLogger(loggers.CreateLogger(category), this);

    internal override string? Write(object? value) => json.Write(value);

    private async Task<T> RunActivityAsync<T>(string name, string? input)
    {
        var id = execution.Schedule(new OrchestratorAction { ScheduleTask = new ScheduleTaskAction { Name = name, Input = input } });
        var answer = ActivityEnvelope.Read(await execution.Tasks.Open(id, name));
        return answer.Ok ? json.Read<T>(answer.Result?.GetRawText())! : throw new TaskFailedException(name, id, answer.Error ?? FailureDetails.Untold);
    }

    private async Task<T> RunPartAsync<T>(string name, string? input, string? instanceId)
    {
        var action = new CreateSubOrchestrationAction { Name = name, Input = input };
        var id = execution.Schedule(new OrchestratorAction { CreateSubOrchestration = action });

        // The host does not replace an empty id: it tries to start such a part for ever.
        action.InstanceId = instanceId ?? string.Create(CultureInfo.InvariantCulture, $"{execution.ExecutionId ?? NewGuid().ToString("N")}:{id:x4}");
        return json.Read<T>(await execution.Tasks.Open(id, name))!;
    }

    private Task StartTimer(DateTimeOffset fireAt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var id = execution.Schedule(new OrchestratorAction { CreateTimer = new CreateTimerAction { FireAt = fireAt.ToTimestamp() } });
        var timer = execution.Tasks.Open(id, "timer");
        cancellationToken.Register(() => execution.Tasks.Cancel(id, cancellationToken));
        return timer;
    }

    private static void CancelWithinTurn(CancellationTokenSource source)
    {
#pragma warning disable CA1849 // CancelAsync would go on in another thread.
        source.Cancel();
#pragma warning restore CA1849
    }
}
