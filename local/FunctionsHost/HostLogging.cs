using HzFunctions.Local.Processes;

namespace HzFunctions.Local.FunctionsHost;

/// <summary>The host's log: the console, and a file when there is one.</summary>
internal static class HostLogging
{
    public static void Configure(ILoggingBuilder logging, string? file, TimeProvider time)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        if (file is not null)
        {
            logging.AddProvider(new FileLoggerProvider(new LineLog(file, time)));
        }
    }

    private sealed class FileLoggerProvider(LineLog log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new FileLogger(categoryName, log);

        public void Dispose() => log.Dispose();
    }

    private sealed class FileLogger(string category, LineLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(new OutputLine($"{logLevel} {category}: {formatter(state, exception)}{exception}", IsError: logLevel >= LogLevel.Error));
    }
}
