namespace HzFunctions.Local.Processes;

/// <summary>A line that a process wrote.</summary>
/// <param name="Text">Without its line end.</param>
/// <param name="IsError">Whether it came by standard error.</param>
public readonly record struct OutputLine(string Text, bool IsError);
