namespace HzFunctions.Functions.Retention;

/// <summary>What keeping and removing say in the log.</summary>
internal static partial class RetentionLog
{
    [LoggerMessage(9001, LogLevel.Information, "Removed what is older than it is kept: {Rows} records, bills, messages, findings and bookings, {Photos} photos, {Instances} orchestrations")]
    public static partial void Removed(ILogger logger, int rows, int photos, int instances);

    [LoggerMessage(9002, LogLevel.Error, "Nothing old could be removed of {What}")]
    public static partial void NotRemoved(ILogger logger, string what, Exception exception);

    [LoggerMessage(9003, LogLevel.Information, "The export {Name} of the tables is complete")]
    public static partial void Exported(ILogger logger, string name);
}
