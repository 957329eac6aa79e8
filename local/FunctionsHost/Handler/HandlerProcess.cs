using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.FunctionsHost.Handler;

/// <summary>
/// The handler process over the life of a host: started, probed, started again by the rules of Azure Functions, which are
/// not those of a kind supervisor, and killed (never asked) at the end.
/// </summary>
internal sealed class HandlerProcess(
    HostSettings host, AppSettings settings, int port, HttpClient http, HostStop stop, TimeProvider time, ILoggerFactory loggers)
{
    private const int RestartWanted = 200;

    // The invocations that wait for a handler give up, and the host with them, after this many initialization time-outs.
    private const int PatienceInTimeouts = 4;

    private readonly ILogger _logger = loggers.CreateLogger("Host.Handler");
    private readonly HandlerOutput _output = new(host.CustomHandler.StandardErrorIsError, loggers);
    private readonly HandlerErrors _errors = new(time);
    private readonly ReadinessProbe _probe = new(http, new Uri($"http://127.0.0.1:{port}/"), time);
    private volatile TaskCompletionSource _ready = NewSignal();
    private volatile GuardedProcess? _current;
    private int _timedOutProcessId;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{port}/");

    /// <summary>What it is doing.</summary>
    public HandlerState State { get; private set; } = HandlerState.Starting;

    /// <summary>The process, or null when none runs.</summary>
    public int? ProcessId => _current?.ProcessId;

    /// <summary>How often it was started again.</summary>
    public int RestartCount { get; private set; }

    /// <summary>The errors on record; at the third the host stops.</summary>
    public int ErrorCount => _errors.Count;

    /// <summary>Keeps the process as the rules say until cancelled, then kills it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await RunOnceAsync(cancellationToken))
            {
                RestartCount++;
            }
        }
        catch (InvalidOperationException error)
        {
            stop.Request(error.Message);
        }
        finally
        {
            State = HandlerState.Stopped;
        }
    }

    /// <summary>
    /// Waits until the process answers. After an exit 0 this returns at once: the call that follows is refused, as it would
    /// be in Azure.
    /// </summary>
    /// <exception cref="TimeoutException">It does not, for so long that the host stops.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var patience = host.CustomHandler.InitializationTimeout * PatienceInTimeouts;
        try
        {
            await _ready.Task.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            stop.Request($"An invocation waited {patience} for the handler to answer.");
            throw;
        }
    }

    /// <summary>A function ran into its time limit in this process: kills it, unless another has taken its place by now.</summary>
    public void KillForTimeout(int? processId)
    {
        if (_current is { } process && process.ProcessId == processId)
        {
            _logger.KilledForTimeout(process.ProcessId);
            Volatile.Write(ref _timedOutProcessId, process.ProcessId);
            process.Kill();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>One life of the process. True when it is to be started again.</summary>
    private async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        State = HandlerState.Starting;
        await using var process = GuardedProcess.Start(HandlerLaunch.Specification(host, settings, port), time, _output.Hear);
        _current = process;
        _logger.Started(process.ProcessId, port);
        try
        {
            var limit = host.CustomHandler.InitializationTimeout;
            if (await _probe.WaitAsync(process.Exited, limit, cancellationToken) == ReadinessOutcome.TimedOut)
            {
                var isTooMuch = _errors.Record();
                _logger.NotReadyInTime(process.ProcessId, limit, _errors.Count);
                return Forgive(isTooMuch, "did not answer in time");
            }

            if (!process.Exited.IsCompleted)
            {
                State = HandlerState.Ready;
                _logger.Ready(process.ProcessId);
                _ready.TrySetResult();
            }

            var exit = await process.Exited.WaitAsync(cancellationToken);
            _current = null;
            return exit.ExitCode == 0 ? await StayEndedAsync(cancellationToken) : IsToBeRestarted(exit);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            _current = null;
            _ready = _ready.Task.IsCompleted && State != HandlerState.Ended ? NewSignal() : _ready;
        }
    }

    private async Task<bool> StayEndedAsync(CancellationToken cancellationToken)
    {
        _logger.EndedForGood();
        State = HandlerState.Ended;
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        return false;
    }

    private bool IsToBeRestarted(ProcessExit exit)
    {
        if (exit.ExitCode == RestartWanted)
        {
            _logger.RestartWanted();
            return true;
        }

        if (exit.ProcessId == Volatile.Read(ref _timedOutProcessId))
        {
            return true;
        }

        var isTooMuch = _errors.Record();
        _logger.Died(exit.ProcessId, exit, _errors.Count);
        return Forgive(isTooMuch, $"ended with {exit}");
    }

    private bool Forgive(bool isTooMuch, string what)
    {
        if (isTooMuch)
        {
            stop.Request($"The handler {what}: its third error within half an hour.");
        }

        return !isTooMuch;
    }
}
