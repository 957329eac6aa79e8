using HzFunctions.Local.Processes;

namespace HzFunctions.Local.FunctionsHost.Handler;

/// <summary>What the host says about the handler process.</summary>
internal static partial class HandlerLog
{
    [LoggerMessage(100, LogLevel.Information, "Handler started: process {ProcessId}, port {Port}.")]
    public static partial void Started(this ILogger logger, int processId, int port);

    [LoggerMessage(101, LogLevel.Information, "Handler process {ProcessId} answers.")]
    public static partial void Ready(this ILogger logger, int processId);

    [LoggerMessage(102, LogLevel.Information, "Handler ended with exit code 200, as it asks to be started again: doing so.")]
    public static partial void RestartWanted(this ILogger logger);

    [LoggerMessage(103, LogLevel.Error, "Handler ended with EXIT CODE 0. Azure Functions does not start it again: every invocation fails from now on until the host itself restarts. A handler must end with 200 to be restarted, or with any other code on a fault, never with 0.")]
    public static partial void EndedForGood(this ILogger logger);

    [LoggerMessage(104, LogLevel.Error, "Handler process {ProcessId} died ({Exit}). Errors on record: {Count} of 3.")]
    public static partial void Died(this ILogger logger, int processId, ProcessExit exit, int count);

    [LoggerMessage(105, LogLevel.Error, "Handler process {ProcessId} did not answer GET / within {Limit}. Errors on record: {Count} of 3.")]
    public static partial void NotReadyInTime(this ILogger logger, int processId, TimeSpan limit, int count);

    [LoggerMessage(106, LogLevel.Error, "Handler process {ProcessId} is KILLED because a function ran into functionTimeout; everything else that it was doing dies with it.")]
    public static partial void KilledForTimeout(this ILogger logger, int processId);

    [LoggerMessage(107, LogLevel.Information, "{Line}")]
    public static partial void Said(this ILogger logger, string line);

    [LoggerMessage(108, LogLevel.Error, "{Line}")]
    public static partial void Complained(this ILogger logger, string line);

    [LoggerMessage(109, LogLevel.Warning, "{Line}")]
    public static partial void Warned(this ILogger logger, string line);
}
