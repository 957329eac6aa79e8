namespace HzFunctions.Local.FunctionsHost.Queues;

/// <summary>Tasks that run beside each other, with a way to wait until few enough are left. For one caller at a time.</summary>
internal sealed class RunningTasks
{
    private readonly HashSet<Task> _tasks = [];

    public void Add(Task task) => _tasks.Add(task);

    public async Task WaitForAtMostAsync(int count, CancellationToken cancellationToken)
    {
        _tasks.RemoveWhere(task => task.IsCompleted);
        while (_tasks.Count > count)
        {
            await Task.WhenAny(_tasks).WaitAsync(cancellationToken);
            _tasks.RemoveWhere(task => task.IsCompleted);
        }
    }
}
