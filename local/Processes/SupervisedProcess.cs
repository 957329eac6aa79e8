namespace HzFunctions.Local.Processes;

/// <summary>A guarded process that is started again, as it was, whenever it dies unasked.</summary>
public sealed class SupervisedProcess(ProcessSpecification specification, TimeProvider time, IProcessObserver observer)
    : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly RestartDelay _delay = new();
    private readonly LineLog? _log = specification.LogFile is { } file ? new LineLog(file, time) : null;
    private Task _supervision = Task.CompletedTask;
    private volatile GuardedProcess? _current;
    private int _restartCount;

    /// <summary>The name in the specification.</summary>
    public string Name => specification.Name;

    /// <summary>The process that runs now; null before the start, after the stop, and between a death and its restart.</summary>
    public int? ProcessId => _current?.ProcessId;

    /// <summary>How often it was started again.</summary>
    public int RestartCount => Volatile.Read(ref _restartCount);

    /// <summary>Starts the process and from then on keeps it running.</summary>
    /// <exception cref="InvalidOperationException">It could not be started, or was started before.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_current is not null)
        {
            throw new InvalidOperationException($"{Name} was started before.");
        }

        _supervision = SuperviseAsync(Launch());
        return Task.CompletedTask;
    }

    /// <summary>Asks the process to end, kills it when it has not after five seconds, and starts it no more.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _supervision;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _log?.Dispose();
        _stopping.Dispose();
    }

    private GuardedProcess Launch() => _current = GuardedProcess.Start(specification, time, Hear);

    private void Hear(OutputLine line)
    {
        _log?.Write(line);
        observer.Wrote(Name, line);
    }

    private async Task SuperviseAsync(GuardedProcess first)
    {
        var process = first;
        try
        {
            while (true)
            {
                var started = time.GetTimestamp();
                if (await ExitOrStopAsync(process) is not { } exit)
                {
                    return;
                }

                observer.Died(Name, exit);
                process = await LaunchAgainAsync(time.GetElapsedTime(started));
                Interlocked.Increment(ref _restartCount);
                observer.Restarted(new ProcessRestart(Name, exit, process.ProcessId, time.GetUtcNow()));
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped while nothing was running.
        }
    }

    private async Task<GuardedProcess> LaunchAgainAsync(TimeSpan lifetime)
    {
        while (true)
        {
            await Task.Delay(_delay.After(lifetime), time, _stopping.Token);
            try
            {
                return Launch();
            }
            catch (InvalidOperationException error)
            {
                Hear(new OutputLine(error.Message, IsError: true));
                lifetime = TimeSpan.Zero;
            }
        }
    }

    /// <summary>How the process died, or null when it was stopped.</summary>
    private async Task<ProcessExit?> ExitOrStopAsync(GuardedProcess process)
    {
        var stop = Task.Delay(Timeout.InfiniteTimeSpan, time, _stopping.Token);
        var stopped = await Task.WhenAny(process.Exited, stop) == stop || _stopping.IsCancellationRequested;
        if (stopped)
        {
            await process.StopAsync(Grace);
        }

        _current = null;
        await process.DisposeAsync();
        return stopped ? null : await process.Exited;
    }
}
