namespace HzFunctions.Local.FunctionsHost.Configuration;

/// <summary>The section extensions.queues of host.json.</summary>
internal sealed record QueueSettings
{
    /// <summary>The most messages taken at once.</summary>
    public const int LargestBatch = 32;

    /// <summary>Messages taken at once, per function.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>More are taken when no more than this many are being worked on.</summary>
    public int NewBatchThreshold { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>After this many deliveries a message goes to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message waits after a failure.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>The longest wait between two looks at an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether messages are Base64 in the queue.</summary>
    public bool IsBase64 { get; init; } = true;
}
