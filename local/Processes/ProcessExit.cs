namespace HzFunctions.Local.Processes;

/// <summary>How a process ended.</summary>
/// <param name="ProcessId">The process that ended.</param>
/// <param name="ExitCode">Its exit code; 128 + n when signal n killed it.</param>
/// <param name="At">When its end was seen.</param>
public sealed record ProcessExit(int ProcessId, int ExitCode, DateTimeOffset At)
{
    private const int SignalBase = 128;
    private const int HighestSignal = 64;

    /// <summary>The signal that killed it, or null when it ended by itself.</summary>
    public int? Signal => ExitCode is > SignalBase and <= SignalBase + HighestSignal ? ExitCode - SignalBase : null;

    /// <summary>For people: "exit code 3" or "signal 9".</summary>
    public override string ToString() => Signal is { } signal ? $"signal {signal}" : $"exit code {ExitCode}";
}
