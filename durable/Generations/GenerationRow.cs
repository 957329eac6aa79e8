namespace HzFunctions.Durable.Generations;

/// <summary>What a row of the caller's says of the instance that drives its subject.</summary>
/// <param name="Generation">The current generation, counted from 1.</param>
/// <param name="Version">The row's version (ETag), by which a change is made only to what was read.</param>
public sealed record GenerationRow(int Generation, string Version);
