namespace HzFunctions.Functions.Billing;

/// <summary>What bills say in the log: their ids, and nothing of vehicles.</summary>
internal static partial class BillLog
{
    [LoggerMessage(7001, LogLevel.Warning, "Site {Site}: bill {BillId} should be looked at ({Reason})")]
    public static partial void Review(ILogger logger, string site, string billId, string reason);

    [LoggerMessage(7002, LogLevel.Error, "Site {Site}: nobody knows whether the application for bill {BillId} was taken, for longer than 10 min")]
    public static partial void NotAccepted(ILogger logger, string site, string billId);

    [LoggerMessage(7003, LogLevel.Error, "Site {Site}: the city brain refused the abnormal report of bill {BillId} with {ResultCode}")]
    public static partial void ReportRefused(ILogger logger, string site, string billId, string resultCode);

    [LoggerMessage(7004, LogLevel.Warning, "Site {Site}: the orchestration of bill {BillId} was replaced by {Instance} ({Reason})")]
    public static partial void Superseded(ILogger logger, string site, string billId, string instance, string reason);

    [LoggerMessage(7005, LogLevel.Critical, "Site {Site}: bill {BillId} is unpaid for so long that it is given up")]
    public static partial void Expired(ILogger logger, string site, string billId);

    [LoggerMessage(7006, LogLevel.Warning, "A command for bill {BillId} of site {Site} could not be sent; WatchBills will see to it")]
    public static partial void CommandNotSent(ILogger logger, string site, string billId, Exception exception);

    [LoggerMessage(7007, LogLevel.Error, "WatchBills could not look after bill {BillId} of site {Site}; it will look again")]
    public static partial void NotWatched(ILogger logger, string site, string billId, Exception exception);
}
