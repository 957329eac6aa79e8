namespace HzFunctions.Functions.Operations;

/// <summary>Keeps what operators order.</summary>
internal static partial class OperationsLog
{
    // The path is one of ours; whatever the operation is about stands in the body.
    [LoggerMessage(5001, LogLevel.Information, "An operator ordered {Function} {Path}: {Status}")]
    public static partial void Ordered(ILogger logger, string function, string path, int status);
}
