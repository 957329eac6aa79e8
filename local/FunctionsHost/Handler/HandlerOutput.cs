using HzFunctions.Local.Processes;

namespace HzFunctions.Local.FunctionsHost.Handler;

/// <summary>Sends what the handler writes to the host's log.</summary>
internal sealed class HandlerOutput(bool standardErrorIsError, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("Host.Function.Console");

    public void Hear(OutputLine line)
    {
        if (!line.IsError || !standardErrorIsError)
        {
            _logger.Said(line.Text);
        }
        else if (line.Text.Contains("warn", StringComparison.OrdinalIgnoreCase))
        {
            _logger.Warned(line.Text);
        }
        else
        {
            _logger.Complained(line.Text);
        }
    }
}
