namespace HzFunctions.Functions.Forwarding;

/// <summary>What forwarding says in the log: identifiers of accesses and sites, never of vehicles.</summary>
internal static partial class ForwardingLog
{
    [LoggerMessage(2001, LogLevel.Critical, "Access {AccessId} is suspended: ten records in a row were refused with the same words")]
    public static partial void AccessSuspended(ILogger logger, string accessId);

    [LoggerMessage(2002, LogLevel.Warning, "Access {AccessId} is accepted again")]
    public static partial void AccessResumed(ILogger logger, string accessId);

    [LoggerMessage(2003, LogLevel.Error, "The key of access {AccessId} cannot be used; its records wait")]
    public static partial void KeyUnusable(ILogger logger, string accessId, Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "A bell for site {Site} could not be rung; Watch will")]
    public static partial void BellNotRung(ILogger logger, string site, Exception exception);

    [LoggerMessage(2005, LogLevel.Warning, "The city brain takes version {Version} of the key of access {AccessId}, and not the one that was used before")]
    public static partial void OtherKeyAccepted(ILogger logger, string accessId, string version);
}
