namespace HzFunctions.Local.CarParkSimulator.Bills;

/// <summary>What a car park does by the way, while its gates and its office go on. It ends with the car park.</summary>
internal sealed class Errands : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly List<Task> _running = [];

    public void Start(Func<CancellationToken, Task> errand)
    {
        lock (_gate)
        {
            if (_end.IsCancellationRequested)
            {
                return;
            }

            _running.RemoveAll(running => running.IsCompletedSuccessfully);
            _running.Add(errand(_end.Token));
        }
    }

    /// <summary>Gives up what is still under way.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            _end.Cancel();
            running = [.. _running];
        }

        foreach (var errand in running)
        {
            await EndAsync(errand);
        }

        _end.Dispose();
    }

    private async Task EndAsync(Task errand)
    {
        try
        {
            await errand;
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
        }
    }
}
