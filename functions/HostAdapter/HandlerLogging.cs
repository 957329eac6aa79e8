namespace HzFunctions.Functions.HostAdapter;

/// <summary>Logging as the Functions host takes it: lines on stdout are information, lines on stderr are errors.</summary>
internal static class HandlerLogging
{
    public static void AddHandlerLogging(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);

        // ASP.NET Core would log every URL, and with the wire form in a query string the ciphers in it.
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Azure", LogLevel.Warning);
    }
}
