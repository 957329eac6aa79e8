namespace HzFunctions.Durable.Client;

/// <summary>What an instance is doing. The numbers are the protocol's.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It runs, or waits for something.</summary>
    Running = 0,

    /// <summary>It ended well.</summary>
    Completed = 1,

    /// <summary>It is about to begin anew.</summary>
    ContinuedAsNew = 2,

    /// <summary>It failed, for good.</summary>
    Failed = 3,

    /// <summary>It was cancelled; no host of today says so.</summary>
    Canceled = 4,

    /// <summary>Somebody ended it.</summary>
    Terminated = 5,

    /// <summary>It was accepted and has not run yet.</summary>
    Pending = 6,

    /// <summary>Somebody halted it.</summary>
    Suspended = 7,
}
