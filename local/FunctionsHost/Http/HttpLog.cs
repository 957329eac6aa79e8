namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary>What the host says about HTTP requests. Neither their address nor their content is shown.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(500, LogLevel.Error, "A request could not be passed on (Id={InvocationId}): {Reason}")]
    public static partial void NotPassedOn(this ILogger logger, Guid invocationId, string reason);

    [LoggerMessage(501, LogLevel.Error, "The response of the function cannot be written: {Reason}")]
    public static partial void BadResponse(this ILogger logger, string reason);
}
