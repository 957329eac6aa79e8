namespace HzFunctions.Durable;

/// <summary>One step of an orchestration, free to do anything. Derive from <see cref="Activity{TInput, TOutput}"/>.</summary>
public interface IActivity
{
    /// <summary>Runs the step on an input in JSON and gives its result in JSON.</summary>
    Task<string?> RunAsync(DurableJson json, string? input, CancellationToken cancellationToken);
}

/// <summary>
/// A step with a typed input and result. It runs at least once: a second run must do no harm. All that it needs to know stands in its
/// input; the host's metadata can be overwritten by an input and is not handed on.
/// </summary>
public abstract class Activity<TInput, TOutput> : IActivity
{
    /// <summary>The step.</summary>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Cancelled when the host has broken off the call; the host will run the step again.</param>
    /// <exception cref="NonRetriableException">It failed, and would fail again.</exception>
    protected abstract Task<TOutput> RunAsync(TInput input, CancellationToken cancellationToken);

    async Task<string?> IActivity.RunAsync(DurableJson json, string? input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.Write(await RunAsync(json.Read<TInput>(input)!, cancellationToken).ConfigureAwait(false));
    }
}
