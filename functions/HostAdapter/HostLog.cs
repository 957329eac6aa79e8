namespace HzFunctions.Functions.HostAdapter;

/// <summary>What the adapter to the Functions host says in the log.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1001, LogLevel.Error, "Function {Function} failed; the host will deliver again")]
    public static partial void FunctionFailed(ILogger logger, string function, Exception exception);

    [LoggerMessage(1002, LogLevel.Error, "A request to {Function} failed")]
    public static partial void RequestFailed(ILogger logger, string function, Exception exception);
}
