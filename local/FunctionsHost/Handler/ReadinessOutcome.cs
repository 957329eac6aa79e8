namespace HzFunctions.Local.FunctionsHost.Handler;

/// <summary>How the wait for a handler that was started ended.</summary>
internal enum ReadinessOutcome
{
    /// <summary>It answers.</summary>
    Ready,

    /// <summary>It ended with another exit code than 0.</summary>
    Exited,

    /// <summary>It did not answer in time.</summary>
    TimedOut,
}
