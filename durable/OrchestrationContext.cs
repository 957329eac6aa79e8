namespace HzFunctions.Durable;

/// <summary>
/// All that an orchestrator may touch. An orchestrator is run again from its history at every turn, so whatever it does must follow from
/// its input and from what this context gives it: no clock, no randomness, no I/O, no threads, and no await of anything else.
/// </summary>
public abstract class OrchestrationContext
{
    /// <summary>The id of this instance.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The name by which the orchestrator was started.</summary>
    public abstract string Name { get; }

    /// <summary>The instance that started this one as its sub-orchestration; null for one that was started by a client.</summary>
    public abstract string? ParentInstanceId { get; }

    /// <summary>The time of the current turn, in UTC. It stands still between two awaits.</summary>
    public abstract DateTimeOffset CurrentUtcDateTime { get; }

    /// <summary>Whether the code runs over what has happened before; false from the first new event on.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>The input of this execution; the default of <typeparamref name="T"/> where there is none.</summary>
    /// <exception cref="System.Text.Json.JsonException">The input is no such value.</exception>
    public abstract T? GetInput<T>();

    /// <summary>Runs an activity (at least once) and gives its result.</summary>
    /// <param name="name">The activity's function.</param>
    /// <param name="input">Its input, as JSON.</param>
    /// <param name="retry">When and how often a failure is tried again; null: never.</param>
    /// <exception cref="TaskFailedException">The activity failed, at its last attempt.</exception>
    public abstract Task<T> CallActivityAsync<T>(string name, object? input = null, RetryPolicy? retry = null);

    /// <summary>Runs an activity that gives nothing.</summary>
    /// <inheritdoc cref="CallActivityAsync{T}"/>
    public Task CallActivityAsync(string name, object? input = null, RetryPolicy? retry = null) =>
        CallActivityAsync<System.Text.Json.JsonElement?>(name, input, retry);

    /// <summary>Runs another orchestrator as a part of this one and gives its result. A terminated part counts as failed.</summary>
    /// <param name="name">The orchestrator's function.</param>
    /// <param name="input">Its input, as JSON.</param>
    /// <param name="instanceId">Its instance id; null: one is made, a new one for every attempt.</param>
    /// <param name="retry">When and how often a failure is tried again; null: never.</param>
    /// <exception cref="TaskFailedException">It failed, at its last attempt.</exception>
    public abstract Task<T> CallSubOrchestratorAsync<T>(string name, object? input = null, string? instanceId = null, RetryPolicy? retry = null);

    /// <summary>Waits until a time; any length is possible.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first: the timer does nothing any more.</exception>
    public abstract Task CreateTimer(DateTimeOffset fireAt, CancellationToken cancellationToken = default);

    /// <summary>Waits for as long as given, from <see cref="CurrentUtcDateTime"/>.</summary>
    /// <inheritdoc cref="CreateTimer(DateTimeOffset, CancellationToken)"/>
    public Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken = default) =>
        CreateTimer(CurrentUtcDateTime + delay, cancellationToken);

    /// <summary>
    /// Waits for an event that someone raises. One that came before is given at once, the oldest first; of several waits for one name the
    /// latest is served first. Cancel a wait that is given up: an abandoned one would swallow an event.
    /// </summary>
    /// <param name="eventName">Its name, in any case.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an event for as long as given.</summary>
    /// <exception cref="OperationCanceledException">The time was over first.</exception>
    /// <inheritdoc cref="WaitForExternalEvent{T}(string, CancellationToken)"/>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Raises an event at another instance; nobody waits for it, and one for an unknown instance is dropped.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object? payload = null);

    /// <summary>
    /// Starts this instance anew with another input and an empty history as soon as the orchestrator returns, which it should do right
    /// after. Events that were not consumed are kept, unless said otherwise.
    /// </summary>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>What operators see as this instance's status from the end of this turn on.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>A GUID that is the same at every replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent during replay, so that each line is written once.</summary>
    public abstract ILogger CreateReplaySafeLogger(string category);

    /// <inheritdoc cref="CreateReplaySafeLogger(string)"/>
    public ILogger CreateReplaySafeLogger<T>() => CreateReplaySafeLogger(typeof(T).FullName ?? typeof(T).Name);

    /// <summary>The result of an orchestrator as JSON.</summary>
    internal abstract string? Write(object? value);
}
