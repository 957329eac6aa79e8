namespace HzFunctions.Functions.Guidance;

/// <summary>What indoor guidance says in the log: never a plate, a user, a phone number or a booking's id.</summary>
internal static partial class GuidanceLog
{
    [LoggerMessage(8001, LogLevel.Error, "A call of {Interface} by the city brain could not be served")]
    public static partial void Failed(ILogger logger, string @interface, Exception exception);

    [LoggerMessage(8002, LogLevel.Warning, "{Interface} was called with no key of the city brain")]
    public static partial void NoKey(ILogger logger, string @interface);

    [LoggerMessage(8003, LogLevel.Warning, "{Interface} was called with the city brain's key from an address that is not allowed")]
    public static partial void AddressNotAllowed(ILogger logger, string @interface);

    [LoggerMessage(8004, LogLevel.Warning, "Site {Site}: the car park has not confirmed a lock command within {Seconds} s; it is withdrawn")]
    public static partial void LockNotConfirmed(ILogger logger, string site, double seconds);

    [LoggerMessage(8005, LogLevel.Warning, "Site {Site}: the webhook could not be called for a lock command; the car park may fetch it")]
    public static partial void LockNotPushed(ILogger logger, string site, Exception exception);

    [LoggerMessage(8006, LogLevel.Error, "Site {Site}: what is due of bookings could not be done; it will be tried again")]
    public static partial void NotTidied(ILogger logger, string site, Exception exception);
}
