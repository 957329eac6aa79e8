namespace HzFunctions.Functions.Webhooks;

/// <summary>What webhooks say in the log: never a URL, which may hold anything.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(7001, LogLevel.Warning, "The webhook of site {Site} answered {Status}")]
    public static partial void Refused(ILogger logger, string site, int status);

    [LoggerMessage(7002, LogLevel.Warning, "The webhook of site {Site} was not reached: {Reason}")]
    public static partial void NotCalled(ILogger logger, string site, string reason);
}
