namespace HzFunctions.Local.Run;

/// <summary>That a process died and was started again, in words.</summary>
internal sealed record RestartNote(DateTimeOffset At, string Text);
