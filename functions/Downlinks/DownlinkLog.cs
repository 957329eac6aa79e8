namespace HzFunctions.Functions.Downlinks;

/// <summary>What the downlink says in the log: never what a message held.</summary>
internal static partial class DownlinkLog
{
    [LoggerMessage(6002, LogLevel.Warning, "Site {Site}: {Topic} {RequestId} could not be confirmed (attempt {Attempt}); it will be tried again")]
    public static partial void NotConfirmed(ILogger logger, string site, string topic, long requestId, int attempt);

    [LoggerMessage(6003, LogLevel.Error, "Site {Site}: {Topic} {RequestId} was confirmed {Seconds:F1} s after its arrival; the standard allows 20")]
    public static partial void Late(ILogger logger, string site, string topic, long requestId, double seconds);

    [LoggerMessage(6004, LogLevel.Error, "Site {Site}: the city brain refused the confirmation of {Topic} {RequestId} with {ResultCode}")]
    public static partial void Refused(ILogger logger, string site, string topic, long requestId, string resultCode);

    [LoggerMessage(6005, LogLevel.Critical, "Site {Site}: {Topic} {RequestId} could not be confirmed for a day and is given up")]
    public static partial void GivenUp(ILogger logger, string site, string topic, long requestId);

    [LoggerMessage(6006, LogLevel.Warning, "Site {Site}: the car park did not take {Topic} {RequestId} in time; the city brain is told so")]
    public static partial void NotTaken(ILogger logger, string site, string topic, long requestId);

    [LoggerMessage(6007, LogLevel.Warning, "Site {Site}: {Topic} {RequestId} says unpaid of a bill that is settled; it stays settled")]
    public static partial void Contradicts(ILogger logger, string site, string topic, long requestId);

    [LoggerMessage(6008, LogLevel.Error, "A downlink message is kept aside ({Kind})")]
    public static partial void KeptAside(ILogger logger, string kind);

    [LoggerMessage(6009, LogLevel.Warning, "A bell for the downlinks of site {Site} could not be rung; WatchDownlinks will")]
    public static partial void BellNotRung(ILogger logger, string site, Exception exception);

    [LoggerMessage(6010, LogLevel.Warning, "Site {Site}: the car park's answer to fee {RequestId} cannot go up: {Reason}")]
    public static partial void AnswerUnusable(ILogger logger, string site, long requestId, string reason);

    [LoggerMessage(6011, LogLevel.Warning, "A confirmPayResult passed through whose car park cannot be told; what it carries is not kept")]
    public static partial void PassedWithoutSite(ILogger logger);
}
