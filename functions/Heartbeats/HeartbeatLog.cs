namespace HzFunctions.Functions.Heartbeats;

/// <summary>What heartbeats say in the log.</summary>
internal static partial class HeartbeatLog
{
    [LoggerMessage(9001, LogLevel.Warning, "Site {Site}: the car park's clock is {Seconds:F0} s from the city brain's")]
    public static partial void CarParkDrifts(ILogger logger, string site, double seconds);

    [LoggerMessage(9002, LogLevel.Error, "Our own clock is {Seconds:F0} s from the city brain's")]
    public static partial void OwnDrifts(ILogger logger, double seconds);

    [LoggerMessage(9003, LogLevel.Warning, "Site {Site} is offline: nothing was heard of it since {HeardAt:u}")]
    public static partial void Offline(ILogger logger, string site, DateTimeOffset heardAt);

    [LoggerMessage(9004, LogLevel.Information, "Site {Site} is back; before, it was last heard at {HeardAt:u}")]
    public static partial void Back(ILogger logger, string site, DateTimeOffset heardAt);

    [LoggerMessage(9005, LogLevel.Warning, "Site {Site}: that it was heard could not be noted")]
    public static partial void NotNoted(ILogger logger, string site, Exception exception);
}
