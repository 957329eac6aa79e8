using System.Collections.Concurrent;

namespace HzFunctions.Local.Processes;

/// <summary>A process that is run to its end for what it says.</summary>
internal static class Command
{
    /// <summary>
    /// Runs a command. One that cannot be started has exit code 127, as a shell has it. It is killed when cancelled.
    /// </summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string fileName, IReadOnlyList<string> arguments, string workingDirectory, TimeProvider time, CancellationToken cancellationToken)
    {
        const int NotFound = 127;
        var lines = new ConcurrentQueue<string>();
        var specification = new ProcessSpecification(
            fileName, fileName, arguments, new Dictionary<string, string?>(), workingDirectory, LogFile: null);
        try
        {
            await using var process = GuardedProcess.Start(specification, time, line => lines.Enqueue(line.Text));
            var exit = await process.Exited.WaitAsync(cancellationToken);
            return (exit.ExitCode, string.Join('\n', lines));
        }
        catch (InvalidOperationException error)
        {
            return (NotFound, error.Message);
        }
    }
}
