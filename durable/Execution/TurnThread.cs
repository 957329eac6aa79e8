namespace HzFunctions.Durable.Execution;

/// <summary>
/// Keeps an orchestrator on the one thread that walks its history: continuations wait here until the current event is dealt with, and
/// run before the next one is looked at.
/// </summary>
internal sealed class TurnThread : SynchronizationContext
{
    private const int Nobody = 0;

    private readonly Queue<(SendOrPostCallback Continuation, object? State)> _waiting = [];
    private volatile int _owner = Nobody;

    /// <summary>Whether something came back from another thread: the orchestrator awaited what its context did not give it.</summary>
    public bool HasStrayed { get; private set; }

    /// <summary>Runs a turn's work here, with whatever it sets off.</summary>
    public void Run(Action work)
    {
        var outer = Current;
        _owner = Environment.CurrentManagedThreadId;
        SetSynchronizationContext(this);
        try
        {
            work();
        }
        finally
        {
            SetSynchronizationContext(outer);
            _owner = Nobody;
        }
    }

    /// <summary>Runs what waits, until nothing does.</summary>
    public void Drain()
    {
        while (_waiting.TryDequeue(out var next))
        {
            next.Continuation(next.State);
        }
    }

    /// <exception cref="InvalidOperationException">The caller is not in the turn.</exception>
    public void DemandOwner()
    {
        if (_owner != Environment.CurrentManagedThreadId || Current != this)
        {
            throw new InvalidOperationException(Strayed);
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (_owner == Environment.CurrentManagedThreadId)
        {
            _waiting.Enqueue((d, state));
        }
        else
        {
            HasStrayed = true;
        }
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => throw new InvalidOperationException(Strayed);

    /// <summary>What an orchestrator did wrong that is no longer, or never was, in its turn.</summary>
    public const string Strayed =
        "An orchestrator may await only what its context gives it: no Task.Run, no Task.Delay, no I/O, no ConfigureAwait(false). It has left its turn.";
}
