using HzFunctions.Durable.Client;
using HzFunctions.Durable.Generations;
using HzFunctions.Durable.Tests.Client;

namespace HzFunctions.Durable.Tests.Generations;

/// <summary>Two callers that meet over one subject: each of their steps is taken when the schedule says so, and a caller may die between two.</summary>
internal sealed class SteppedWorld : IGenerationRows
{
    public const string Subject = "bill";

    private readonly Dictionary<int, TaskCompletionSource> _waiting = [];
    private readonly AsyncLocal<int> _caller = new();
    private int _generation = 1;
    private int _version = 1;

    public FakeHost Host { get; } = new();

    public int Generation => _generation;

    /// <summary>Runs callers by a schedule: at each place the caller that takes the next step. Who is not named any more is dead.</summary>
    public void Run(IReadOnlyList<Func<InstanceGenerations, DurableClient, Task>> callers, IReadOnlyList<int> schedule)
    {
        Host.Before = _ => StepAsync();
        var tasks = callers.Select((caller, number) => StartAsync(caller, number)).ToList();
        foreach (var number in schedule.Where(number => _waiting.ContainsKey(number)))
        {
            _waiting.Remove(number, out var step);
            step!.SetResult();
        }

        // Whoever is dead takes its next step never.
        foreach (var faulted in tasks.Where(task => task.IsFaulted))
        {
            faulted.GetAwaiter().GetResult();
        }

        Host.Before = _ => Task.CompletedTask;
        _waiting.Clear();
    }

    public async Task<GenerationRow?> ReadAsync(string subject, CancellationToken cancellationToken)
    {
        await StepAsync();
        return new GenerationRow(_generation, $"{_version}");
    }

    public async Task<bool> TryRaiseAsync(string subject, GenerationRow read, CancellationToken cancellationToken)
    {
        await StepAsync();
        if (read.Version != $"{_version}")
        {
            return false;
        }

        _generation++;
        _version++;
        return true;
    }

    private async Task StartAsync(Func<InstanceGenerations, DurableClient, Task> caller, int number)
    {
        _caller.Value = number + 1;
        await caller(new InstanceGenerations(this), Host.CreateClient("Bill"));
    }

    private Task StepAsync()
    {
        if (_caller.Value == 0)
        {
            return Task.CompletedTask;
        }

        var step = new TaskCompletionSource();
        _waiting[_caller.Value - 1] = step;
        return step.Task;
    }
}
