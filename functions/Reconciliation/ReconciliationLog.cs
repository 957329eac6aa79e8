namespace HzFunctions.Functions.Reconciliation;

/// <summary>What reconciliations say in the log: car parks, days and numbers, and nothing of vehicles.</summary>
internal static partial class ReconciliationLog
{
    [LoggerMessage(8001, LogLevel.Information, "Site {Site}: {Day} is balanced after {Rounds} rounds, {Resent} records were sent again; bills: {Bills}")]
    public static partial void Balanced(ILogger logger, string site, string day, int rounds, int resent, string bills);

    [LoggerMessage(8002, LogLevel.Error, "Site {Site}: {Day} has ended {Outcome} after {Rounds} rounds, {Resent} records were sent again; bills: {Bills}")]
    public static partial void NotBalanced(ILogger logger, string site, string day, string outcome, int rounds, int resent, string bills);

    [LoggerMessage(8003, LogLevel.Critical, "Site {Site}: of the {Part} of {Day} nothing is sent again ({Reason}): somebody must look")]
    public static partial void Refused(ILogger logger, string site, string day, string part, string reason);

    [LoggerMessage(8004, LogLevel.Warning, "Site {Site}: the reconciliation of {Day} was {Reason} and goes on as {Instance}")]
    public static partial void Superseded(ILogger logger, string site, string day, string reason, string instance);

    [LoggerMessage(8005, LogLevel.Error, "Site {Site} could not be looked at for its reconciliations")]
    public static partial void NotLookedAt(ILogger logger, string site, Exception exception);

    [LoggerMessage(8006, LogLevel.Warning, "Site {Site}: the reconciliation of {Day} could not be asked for; of the last 7 days the timer begins it, an older one must be ordered again")]
    public static partial void CommandNotSent(ILogger logger, string site, string day, Exception exception);

    [LoggerMessage(8007, LogLevel.Error, "Site {Site}: the reconciliation of {Day} was {Reason} again and again, and is given up until the next night")]
    public static partial void GivenUp(ILogger logger, string site, string day, string reason);
}
