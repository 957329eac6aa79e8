using HzFunctions.Durable.Client;

namespace HzFunctions.Durable.Generations;

/// <summary>
/// Keeps a subject driven although an instance can fail for good, or hang. The truth is in the caller's row, which names the current
/// generation; an instance of an older one that wakes later finds that out and ends quietly.
/// </summary>
public sealed class InstanceGenerations(IGenerationRows rows)
{
    /// <summary>Starts the instance of the current generation; if it is running already, that is as good.</summary>
    /// <returns>Its id; null where the subject has no row.</returns>
    public async Task<GenerationId?> StartAsync(
        DurableClient client, string orchestrator, string subject, object? input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (await rows.ReadAsync(subject, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return null;
        }

        var current = new GenerationId(subject, row.Generation);
        await client.StartAsync(orchestrator, current.ToString(), input, cancellationToken).ConfigureAwait(false);
        return current;
    }

    /// <summary>
    /// Gives the subject a new instance, and ends the old one where the host can. Of several callers that found the same instance wanting,
    /// one raises the generation; for the others nothing is left to do. One that dies between raising and starting leaves a generation
    /// without an instance: whoever looks next calls <see cref="StartAsync"/> or this again.
    /// </summary>
    /// <param name="client">The host.</param>
    /// <param name="orchestrator">The orchestrator's function.</param>
    /// <param name="wanting">The instance that failed, hangs or is missing.</param>
    /// <param name="input">The new instance's input.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new instance; null where another caller was first, or the subject has no row.</returns>
    public async Task<GenerationId?> SupersedeAsync(
        DurableClient client, string orchestrator, GenerationId wanting, object? input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var row = await rows.ReadAsync(wanting.Subject, cancellationToken).ConfigureAwait(false);
        if (row?.Generation != wanting.Generation || !await rows.TryRaiseAsync(wanting.Subject, row, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var next = wanting with { Generation = wanting.Generation + 1 };
        await client.StartAsync(orchestrator, next.ToString(), input, cancellationToken).ConfigureAwait(false);

        // Missing and finished ones are answers like any other; one that hangs may hear it never, and finds out by the row.
        await client.TerminateAsync(wanting.ToString(), $"superseded by {next}", cancellationToken).ConfigureAwait(false);
        return next;
    }

    /// <summary>Whether an instance is of the current generation. An activity asks this before it does anything.</summary>
    public async Task<bool> IsCurrentAsync(GenerationId instance, CancellationToken cancellationToken) =>
        (await rows.ReadAsync(instance.Subject, cancellationToken).ConfigureAwait(false))?.Generation == instance.Generation;
}
