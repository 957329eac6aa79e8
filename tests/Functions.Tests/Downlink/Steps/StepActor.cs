namespace HzFunctions.Functions.Tests.Downlink.Steps;

/// <summary>A process that does one thing at a time. When it dies, what it awaits never comes, and another is at once in its place.</summary>
internal sealed class StepActor(StepWorld world, string name)
{
    private readonly List<Step> _steps = [];
    private DownlinkParts? _parts;
    private Action? _again;

    public string Name => name;

    public IReadOnlyList<Step> Steps => _steps;

    public Task? Work { get; private set; }

    /// <summary>Begins a piece of work.</summary>
    /// <param name="work">The work.</param>
    /// <param name="again">What happens where it fails, or its process dies.</param>
    public void Begin(Func<DownlinkParts, Task> work, Action again)
    {
        _again = again;
        Work = work(_parts ??= world.Assemble(this));
        TakeEnd();
    }

    public Task<T> AwaitAsync<T>(Step<T> step)
    {
        world.CheckThread();
        _steps.Add(step);
        return step.Task;
    }

    public void End(Step step, Ending ending)
    {
        _steps.Remove(step);
        step.End(ending);
        TakeEnd();
    }

    public void Die()
    {
        _steps.Clear();
        (_parts, Work) = (null, null);
        _again!();
    }

    private void TakeEnd()
    {
        if (Work is not { IsCompleted: true } ended)
        {
            return;
        }

        Work = null;
        if (ended.IsFaulted)
        {
            world.Break(ended.Exception.InnerException is IOException ? null : $"{name} failed: {ended.Exception.InnerException}");
            _again!();
        }
    }
}
