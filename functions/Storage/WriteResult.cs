using Azure;

namespace HzFunctions.Functions.Storage;

/// <summary>How a transaction ended. A fault of the service is an exception, never one of these.</summary>
internal enum WriteOutcome
{
    /// <summary>Every change was applied.</summary>
    Done,

    /// <summary>A row to be added is there already; nothing was applied.</summary>
    AlreadyExists,

    /// <summary>A row to be changed or deleted has another ETag or is gone; nothing was applied.</summary>
    Changed,
}

/// <summary>The outcome, the index of the change that decided it, and the new ETags in the order of the changes.</summary>
internal sealed record WriteResult(WriteOutcome Outcome, int FailedIndex, IReadOnlyList<ETag> ETags)
{
    /// <summary>True when every change was applied.</summary>
    public bool Done => Outcome == WriteOutcome.Done;
}
