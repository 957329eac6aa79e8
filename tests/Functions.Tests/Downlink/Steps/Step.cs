namespace HzFunctions.Functions.Tests.Downlink.Steps;

/// <summary>How something that an actor awaits may end.</summary>
internal enum Ending
{
    /// <summary>It takes place, and the actor hears so.</summary>
    Done,

    /// <summary>It takes place, and the actor hears that it failed.</summary>
    AnswerLost,

    /// <summary>It does not take place, and the actor hears that it failed.</summary>
    Failed,
}

/// <summary>Something that an actor has begun and awaits; it takes place when the world lets it.</summary>
internal abstract class Step(StepActor actor, string name)
{
    public StepActor Actor => actor;

    /// <summary>For a call of the city brain: when its time is over.</summary>
    public DateTimeOffset? Deadline { get; init; }

    public override string ToString() => $"{actor.Name}: {name}";

    /// <summary>Lets it end, and its actor go on until that awaits again.</summary>
    public abstract void End(Ending ending);
}

/// <summary>A step with a result.</summary>
/// <param name="actor">Who awaits it.</param>
/// <param name="name">What it is.</param>
/// <param name="perform">What takes place.</param>
/// <param name="fails">What the actor hears where it fails.</param>
internal sealed class Step<T>(StepActor actor, string name, Func<T> perform, Func<T> fails) : Step(actor, name)
{
    // Without an option of its own, so that whoever awaits goes on within End, on the world's one thread.
    private readonly TaskCompletionSource<T> _completion = new();

    public Task<T> Task => _completion.Task;

    public override void End(Ending ending)
    {
        T result;
        try
        {
            var performed = ending == Ending.Failed ? default : perform();
            result = ending == Ending.Done ? performed! : fails();
        }
        catch (IOException fault)
        {
            _completion.SetException(fault);
            return;
        }

        _completion.SetResult(result);
    }
}
