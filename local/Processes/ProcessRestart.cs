namespace HzFunctions.Local.Processes;

/// <summary>A supervised process died and was started again.</summary>
/// <param name="Name">The name in its specification.</param>
/// <param name="Exit">How the one before ended.</param>
/// <param name="NewProcessId">The process that took its place.</param>
/// <param name="At">When that one was started.</param>
public sealed record ProcessRestart(string Name, ProcessExit Exit, int NewProcessId, DateTimeOffset At);
