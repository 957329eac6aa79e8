using System.ComponentModel;
using System.Diagnostics;

namespace HzFunctions.Local.Processes;

/// <summary>
/// A child process that does not outlive this one. On Unix that holds even when this process is killed with SIGKILL
/// (<see cref="GuardScript"/>); on Windows it is killed when this process exits.
/// </summary>
public sealed class GuardedProcess : IAsyncDisposable
{
    // Something that the process started may hold its output open for ever; its last words are not worth that long.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly EventHandler _killOnExit;

    private GuardedProcess(Process process, TimeProvider time, Action<OutputLine> output)
    {
        _process = process;
        _time = time;
        _killOnExit = (_, _) => Kill();
        ProcessId = process.Id;
        AppDomain.CurrentDomain.ProcessExit += _killOnExit;
        Exited = WatchAsync(output);
    }

    /// <summary>The command's own process id.</summary>
    public int ProcessId { get; }

    /// <summary>Completes when the process has ended and its output was read. Never faults.</summary>
    public Task<ProcessExit> Exited { get; }

    /// <summary>Starts a process. <paramref name="output"/> hears each line, standard output and standard error side by side.</summary>
    /// <exception cref="InvalidOperationException">It could not be started; the message names it.</exception>
    public static GuardedProcess Start(ProcessSpecification specification, TimeProvider time, Action<OutputLine> output)
    {
        try
        {
            return new GuardedProcess(Process.Start(GuardScript.StartInfo(specification))!, time, output);
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException(
                $"{specification.Name} could not be started ({specification.FileName}): {error.Message}", error);
        }
    }

    /// <summary>Ends the process at once (SIGKILL).</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <summary>Asks the process to end (SIGTERM), and kills it when it has not within <paramref name="grace"/>.</summary>
    public async Task<ProcessExit> StopAsync(TimeSpan grace)
    {
        if (OperatingSystem.IsWindows() || !TellWatcher(GuardScript.Terminate))
        {
            Kill();
        }

        try
        {
            return await Exited.WaitAsync(grace, _time);
        }
        catch (TimeoutException)
        {
            Kill();
            return await Exited;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        _process.Dispose();
    }

    private async Task<ProcessExit> WatchAsync(Action<OutputLine> output)
    {
        await Task.Yield();
        var reading = Task.WhenAll(
            ReadAsync(_process.StandardOutput, isError: false, output),
            ReadAsync(_process.StandardError, isError: true, output));
        await _process.WaitForExitAsync(CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit -= _killOnExit;
        var exit = new ProcessExit(ProcessId, _process.ExitCode, _time.GetUtcNow());
        TellWatcher(GuardScript.Release);
        await Task.WhenAny(reading, Task.Delay(LastWords, TimeProvider.System));
        return exit;
    }

    private static async Task ReadAsync(StreamReader reader, bool isError, Action<OutputLine> output)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } text)
            {
                output(new OutputLine(text, isError));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The pipe went with the process.
        }
    }

    private bool TellWatcher(string word)
    {
        try
        {
            _process.StandardInput.Write(word + "\n");
            _process.StandardInput.Flush();
            return true;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return false;
        }
    }
}
