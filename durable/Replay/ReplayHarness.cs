using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Replay;

/// <summary>
/// Runs an orchestrator in a scripted world with a clock of its own: hours pass at once. Every turn is then replayed, on every prefix of
/// the history, and must do the same.
/// </summary>
public sealed class ReplayHarness(DurableJson json)
{
    private readonly ScriptedWorld _world = new();
    private readonly List<(TimeSpan At, HistoryEvent Message)> _messages = [];

    /// <summary>When the run starts, in UTC.</summary>
    public DateTimeOffset StartTime { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The instance's id.</summary>
    public string InstanceId { get; init; } = "harness-g1";

    /// <summary>How many turns there may be, so that a run without an end is an error.</summary>
    public int MostTurns { get; init; } = 20_000;

    /// <summary>Says what an activity answers; what is thrown is its failure.</summary>
    /// <param name="name">The activity.</param>
    /// <param name="answer">Its result by its input, and by the time since the start of the run.</param>
    /// <param name="duration">How long it takes.</param>
    public ReplayHarness OnActivity<TInput, TOutput>(string name, Func<TInput?, TimeSpan, TOutput> answer, TimeSpan duration = default) =>
        On(name, answer, duration);

    /// <summary>Says what a sub-orchestration answers.</summary>
    /// <inheritdoc cref="OnActivity{TInput, TOutput}"/>
    public ReplayHarness OnSubOrchestrator<TInput, TOutput>(string name, Func<TInput?, TimeSpan, TOutput> answer, TimeSpan duration = default) =>
        On(name, answer, duration);

    /// <summary>Raises an event.</summary>
    public ReplayHarness RaiseEvent(TimeSpan at, string eventName, object? payload = null) =>
        Send(at, new HistoryEvent { EventRaised = new EventRaisedEvent { Name = eventName, Input = json.Write(payload) } });

    /// <summary>Halts the instance.</summary>
    public ReplayHarness Suspend(TimeSpan at) => Send(at, new HistoryEvent { ExecutionSuspended = new ExecutionSuspendedEvent() });

    /// <summary>Lets it go on.</summary>
    public ReplayHarness Resume(TimeSpan at) => Send(at, new HistoryEvent { ExecutionResumed = new ExecutionResumedEvent() });

    /// <summary>Ends it.</summary>
    public ReplayHarness Terminate(TimeSpan at, string reason) =>
        Send(at, new HistoryEvent { ExecutionTerminated = new ExecutionTerminatedEvent { Input = json.Write(reason) } });

    /// <summary>Runs an orchestrator until it ends, or until nothing more would wake it.</summary>
    /// <param name="create">Makes the orchestrator, anew for every turn.</param>
    /// <param name="input">Its input.</param>
    /// <exception cref="ReplayMismatchException">It does not do the same at every replay.</exception>
    /// <exception cref="InvalidOperationException">It calls what was not scripted, or does not end.</exception>
    public ReplayRun Run(Func<IOrchestrator> create, object? input = null)
    {
        var engine = new ReplayEngine(this, create, json, _world);
        foreach (var (at, message) in _messages)
        {
            engine.Deliver(at, message.Clone());
        }

        var run = engine.Run(json.Write(input));
        run.Executions.ForEach(execution => execution.Verify(create, json));
        return run;
    }

    private ReplayHarness On<TInput, TOutput>(string name, Func<TInput?, TimeSpan, TOutput> answer, TimeSpan duration)
    {
        _world.Add(name, duration, (input, at) => json.Write(answer(json.Read<TInput>(input), at)));
        return this;
    }

    private ReplayHarness Send(TimeSpan at, HistoryEvent message)
    {
        _messages.Add((at, ScriptedWorld.Inbound(message)));
        return this;
    }
}
