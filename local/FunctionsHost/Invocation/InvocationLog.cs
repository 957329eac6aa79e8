namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>What the host says about invocations.</summary>
internal static partial class InvocationLog
{
    [LoggerMessage(200, LogLevel.Debug, "Executed 'Functions.{Function}' (Succeeded, Id={InvocationId}, Duration={Milliseconds:F0}ms)")]
    public static partial void Succeeded(this ILogger logger, string function, Guid invocationId, double milliseconds);

    [LoggerMessage(201, LogLevel.Error, "Executed 'Functions.{Function}' (FAILED, Id={InvocationId}, Duration={Milliseconds:F0}ms): {Reason}")]
    public static partial void Failed(this ILogger logger, string function, Guid invocationId, double milliseconds, string reason);

    [LoggerMessage(202, LogLevel.Information, "[{InvocationId}] {Line}")]
    public static partial void UserSaid(this ILogger logger, Guid invocationId, string line);
}
