namespace HzFunctions.Functions.Operations;

/// <summary>Keeps what operators order.</summary>
internal static partial class OperationsLog
{
    // The path is one of ours; whatever the operation is about stands in the body.
    [LoggerMessage(5001, LogLevel.Information, "An operator ordered {Function} {Path}: {Status}")]
    public static partial void Ordered(ILogger logger, string function, string path, int status);

    [LoggerMessage(5002, LogLevel.Warning, "{Actor} has given up {Name}: {Reason}")]
    public static partial void GaveUp(ILogger logger, string actor, string name, string reason);

    [LoggerMessage(5004, LogLevel.Warning, "The quarantine could not be read for the status")]
    public static partial void QuarantineUnread(ILogger logger, Exception exception);

    [LoggerMessage(5003, LogLevel.Warning, "{Actor} has had a vehicle's data erased, {Count} rows and photos, {Kept} kept: {Reason}")]
    public static partial void Erased(ILogger logger, string actor, int count, int kept, string reason);
}
