namespace HzFunctions.Local.Processes;

/// <summary>A process to start: everything that stays the same when it is started again.</summary>
/// <param name="Name">What people call it, in messages and in the name of its log.</param>
/// <param name="FileName">An executable: a path, or a name that is looked up on PATH.</param>
/// <param name="Arguments">Its arguments, one by one.</param>
/// <param name="Environment">Variables to set beyond those inherited; null takes an inherited one away.</param>
/// <param name="WorkingDirectory">Its current directory.</param>
/// <param name="LogFile">Where a supervised process keeps each line that it writes; null for nowhere.</param>
public sealed record ProcessSpecification(
    string Name,
    string FileName,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string?> Environment,
    string WorkingDirectory,
    string? LogFile);
