namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>What the gateway says in the log: never what a request held.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(3001, LogLevel.Error, "A call of {Interface} could not be served")]
    public static partial void Failed(ILogger logger, string @interface, Exception exception);

    [LoggerMessage(3002, LogLevel.Warning, "{Caller} called {Interface} for a car park that is not its own")]
    public static partial void ForeignSite(ILogger logger, string caller, string @interface);
}
