namespace HzFunctions.Local.FunctionsHost.Timers;

/// <summary>What the host says about timers.</summary>
internal static partial class TimerLog
{
    [LoggerMessage(400, LogLevel.Warning, "The status of the timer of '{Function}' cannot be read or written: {Reason}")]
    public static partial void StatusUnavailable(this ILogger logger, string function, string reason);
}
