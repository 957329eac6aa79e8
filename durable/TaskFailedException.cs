namespace HzFunctions.Durable;

/// <summary>An activity or a sub-orchestration that failed, as the orchestrator meets it.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="taskName">The function that failed.</param>
    /// <param name="taskId">Its step in the orchestration.</param>
    /// <param name="details">What went wrong.</param>
    public TaskFailedException(string taskName, int taskId, FailureDetails details)
        : base($"Task '{taskName}' (#{taskId}) failed with {(details ?? throw new ArgumentNullException(nameof(details))).ErrorType}: {details.ErrorMessage}")
    {
        TaskName = taskName;
        TaskId = taskId;
        Details = details;
    }

    /// <summary>The function that failed.</summary>
    public string TaskName { get; }

    /// <summary>Its step in the orchestration.</summary>
    public int TaskId { get; }

    /// <summary>What went wrong.</summary>
    public FailureDetails Details { get; }
}
