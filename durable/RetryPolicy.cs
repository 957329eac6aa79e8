namespace HzFunctions.Durable;

/// <summary>When and how often a failed activity or sub-orchestration is tried again.</summary>
public sealed record RetryPolicy
{
    /// <summary>Makes one.</summary>
    /// <param name="maxNumberOfAttempts">How many attempts there are, the first one included; at least 1.</param>
    /// <param name="firstRetryInterval">The wait before the second attempt; more than nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RetryPolicy(int maxNumberOfAttempts, TimeSpan firstRetryInterval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
    }

    /// <summary>How many attempts there are, the first one included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>The wait before the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>By what each wait is longer than the one before it; at least 1.</summary>
    public double BackoffCoefficient
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>No wait is longer than this.</summary>
    public TimeSpan MaxRetryInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>No attempt begins later than this after the first one; null: no limit.</summary>
    public TimeSpan? RetryTimeout { get; init; }

    /// <summary>Whether a failure is worth another attempt. It must judge by the failure alone.</summary>
    public Func<TaskFailedException, bool> IsWorthRetrying { get; init; } = static _ => true;

    /// <summary>The wait after an attempt that failed, counted from 1.</summary>
    internal TimeSpan DelayAfter(int attempt)
    {
        var ticks = FirstRetryInterval.Ticks * Math.Pow(BackoffCoefficient, attempt - 1);
        return ticks < MaxRetryInterval.Ticks ? TimeSpan.FromTicks((long)ticks) : MaxRetryInterval;
    }
}
