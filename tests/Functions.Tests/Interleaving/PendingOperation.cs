namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>An operation that an actor has begun and awaits; it takes place when the world completes it.</summary>
internal abstract class PendingOperation(Actor actor, string verb, string detail, IReadOnlyList<Outcome> outcomes)
{
    public Actor Actor => actor;

    /// <summary>How it may end; the first is the ordinary way.</summary>
    public IReadOnlyList<Outcome> Outcomes => outcomes;

    /// <summary>For a call of the city brain: when it is over at the latest.</summary>
    public DateTimeOffset? Deadline { get; init; }

    public override string ToString() => $"{verb} {detail}";

    /// <summary>Lets it take place and goes on with the actor, until that awaits again.</summary>
    public abstract void Complete(Outcome outcome);
}

/// <summary>An operation with a result.</summary>
internal sealed class PendingOperation<T>(
    Actor actor, string verb, string detail, IReadOnlyList<Outcome> outcomes, Func<Outcome, T> perform)
    : PendingOperation(actor, verb, detail, outcomes)
{
    // Without an option of its own, so that the awaiting code goes on in Complete, on the world's one thread.
    private readonly TaskCompletionSource<T> _completion = new();

    public Task<T> Task => _completion.Task;

    public override void Complete(Outcome outcome)
    {
        T result;
        try
        {
            result = perform(outcome);
        }
        catch (IOException fault)
        {
            _completion.SetException(fault);
            return;
        }

        _completion.SetResult(result);
    }
}
