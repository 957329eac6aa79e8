namespace HzFunctions.Durable.Generations;

/// <summary>Where the caller keeps the current generation of each subject: in the row that also holds the truth about it.</summary>
public interface IGenerationRows
{
    /// <summary>The row of a subject; null where there is none.</summary>
    Task<GenerationRow?> ReadAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Raises the generation to the next, if the row is still the one that was read. False: it has changed, or is gone.</summary>
    Task<bool> TryRaiseAsync(string subject, GenerationRow read, CancellationToken cancellationToken);
}
