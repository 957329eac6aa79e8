using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Execution;

/// <summary>What the code has begun and may be waiting for: activities, sub-orchestrations, timers.</summary>
internal sealed class OpenTasks
{
    private readonly Dictionary<int, (string Name, TaskCompletionSource<string?> Source)> _tasks = [];

    public bool Any => _tasks.Count > 0;

    /// <summary>Begins one.</summary>
    public Task<string?> Open(int id, string name)
    {
        // Continuations run within the turn, so they must not be sent to the thread pool.
        var source = new TaskCompletionSource<string?>();
        _tasks.Add(id, (name, source));
        return source.Task;
    }

    /// <summary>It ended well. One that is not open ended before, or was given up: nothing happens.</summary>
    public void Complete(int id, string? result)
    {
        if (_tasks.Remove(id, out var task))
        {
            task.Source.SetResult(result);
        }
    }

    /// <summary>It failed.</summary>
    public void Fail(int id, TaskFailureDetails? details)
    {
        if (_tasks.Remove(id, out var task))
        {
            task.Source.SetException(new TaskFailedException(task.Name, id, FailureDetails.From(details)));
        }
    }

    /// <summary>The code gave it up.</summary>
    public void Cancel(int id, CancellationToken cancellationToken)
    {
        if (_tasks.Remove(id, out var task))
        {
            task.Source.SetCanceled(cancellationToken);
        }
    }
}
