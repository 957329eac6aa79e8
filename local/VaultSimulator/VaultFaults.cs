namespace HzFunctions.Local.VaultSimulator;

/// <summary>How the vault is made to fail, and what it has counted.</summary>
internal sealed class VaultFaults(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _throttledUntil;
    private DateTimeOffset _awayUntil;
    private int _throttledCalls;
    private int _retryAfterSeconds = 1;
    private long _signs;
    private long _throttles;
    private int _underWay;
    private int _mostUnderWay;
    private int _holdUntil;
    private TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether blocks of more than 64 bytes are refused, as by a vault that takes digests alone.</summary>
    public bool RefusesBlocks { get; set; }

    /// <summary>How many signatures were made.</summary>
    public long Signs => Interlocked.Read(ref _signs);

    /// <summary>How many calls were answered with 429.</summary>
    public long Throttles => Interlocked.Read(ref _throttles);

    /// <summary>How many signatures were under way at the same time at most.</summary>
    public int MostUnderWay => _mostUnderWay;

    public void ThrottleFor(TimeSpan duration, int retryAfterSeconds)
    {
        lock (_gate)
        {
            (_throttledUntil, _retryAfterSeconds) = (time.GetUtcNow() + duration, retryAfterSeconds);
        }
    }

    public void ThrottleCalls(int calls, int retryAfterSeconds)
    {
        lock (_gate)
        {
            (_throttledCalls, _retryAfterSeconds) = (calls, retryAfterSeconds);
        }
    }

    public void GoAwayFor(TimeSpan duration)
    {
        lock (_gate)
        {
            _awayUntil = time.GetUtcNow() + duration;
        }
    }

    public bool IsAway
    {
        get
        {
            lock (_gate)
            {
                return time.GetUtcNow() < _awayUntil;
            }
        }
    }

    /// <summary>Whether a call is to be answered with 429, and with which Retry-After.</summary>
    public int? TakeThrottle()
    {
        lock (_gate)
        {
            if (_throttledCalls > 0)
            {
                _throttledCalls--;
            }
            else if (time.GetUtcNow() >= _throttledUntil)
            {
                return null;
            }
        }

        Interlocked.Increment(ref _throttles);
        return _retryAfterSeconds;
    }

    /// <summary>Lets no signature be finished until so many are under way at the same time.</summary>
    public void HoldUntil(int underWay)
    {
        lock (_gate)
        {
            (_holdUntil, _held) = (underWay, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    public Task BeginSignAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            _mostUnderWay = Math.Max(_mostUnderWay, ++_underWay);
            if (_underWay >= _holdUntil)
            {
                _holdUntil = 0;
                _held.TrySetResult();
            }

            return _holdUntil == 0 ? Task.CompletedTask : _held.Task.WaitAsync(cancellation);
        }
    }

    public void EndSign()
    {
        lock (_gate)
        {
            _underWay--;
        }

        Interlocked.Increment(ref _signs);
    }
}
