namespace HzFunctions.Functions.Operations;

/// <summary>Keeps what operators order.</summary>
internal static partial class OperationsLog
{
    // The path is one of ours; whatever the operation is about stands in the body.
    [LoggerMessage(5001, LogLevel.Information, "An operator ordered {Function} {Path}: {Status}")]
    public static partial void Ordered(ILogger logger, string function, string path, int status);

    [LoggerMessage(5002, LogLevel.Warning, "{Actor} gives {Name} up: {Reason}")]
    public static partial void GivingUp(ILogger logger, string actor, string name, string reason);

    [LoggerMessage(5004, LogLevel.Warning, "The quarantine could not be read for the status")]
    public static partial void QuarantineUnread(ILogger logger, Exception exception);

    [LoggerMessage(5005, LogLevel.Warning, "{Actor} has a vehicle's data erased: {Reason}")]
    public static partial void Erasing(ILogger logger, string actor, string reason);

    [LoggerMessage(5006, LogLevel.Information, "{Actor} has {Name} put back into its queue")]
    public static partial void PuttingBack(ILogger logger, string actor, string name);

    [LoggerMessage(5003, LogLevel.Warning, "{Actor} has had a vehicle's data erased, {Count} rows and photos, {Kept} kept: {Reason}")]
    public static partial void Erased(ILogger logger, string actor, int count, int kept, string reason);
}
