using System.Collections.Concurrent;
using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>What an instance has going on outside: activities, and messages on their way.</summary>
internal sealed class Outbox(InstanceServices services, Func<StoredMessage, Task> comeBack, Func<Task> allIsOut)
{
    private readonly ConcurrentDictionary<(string ExecutionId, int TaskId), Task> _activities = new();
    private readonly ConcurrentDictionary<(string ExecutionId, int TaskId), StoredActivity> _leftOpen = new();
    private volatile Task _sending = Task.CompletedTask;
    private volatile bool _isRetired;

    /// <summary>Whether nothing is left that a host must begin again after a crash, beside what the history shows to be open.</summary>
    public bool IsEmpty => _sending.IsCompleted && _leftOpen.IsEmpty;

    /// <summary>Runs activities whose results the execution waits for.</summary>
    public void Run(IEnumerable<StoredActivity> activities)
    {
        foreach (var activity in activities)
        {
            _ = Start(activity);
        }
    }

    /// <summary>Sends the messages of a committed turn, and sees to the activities that it left open.</summary>
    public void Send(StoredTurn turn)
    {
        foreach (var activity in turn.LeftOpen)
        {
            _leftOpen[KeyOf(activity)] = activity;
        }

        if (turn.Outgoing.Count + turn.LeftOpen.Count > 0)
        {
            _sending = SendAllAsync(turn.Outgoing);
            _ = FinishAsync(_sending, turn.LeftOpen);
        }
    }

    /// <summary>Completes when every message has gone out.</summary>
    public Task SentAsync(CancellationToken cancellationToken) => _sending.WaitAsync(cancellationToken);

    /// <summary>Notes in a turn which activities of earlier executions still run.</summary>
    public void AddRunning(StoredTurn turn) => turn.LeftOpen.AddRange(_leftOpen.Values);

    /// <summary>Forgets activities whose results are in the history: they do not run again.</summary>
    public void Forget(IEnumerable<(string ExecutionId, int TaskId)> activities)
    {
        foreach (var activity in activities)
        {
            _activities.TryRemove(activity, out var _);
        }
    }

    /// <summary>The instance is no more: results mean nothing.</summary>
    public void Retire() => _isRetired = true;

    private static (string ExecutionId, int TaskId) KeyOf(StoredActivity activity) => (activity.ExecutionId, activity.TaskId);

    private async Task SendAllAsync(IEnumerable<OutgoingMessage> messages)
    {
        foreach (var message in messages)
        {
            await services.Router.DeliverAsync(message);
        }
    }

    private async Task FinishAsync(Task sending, IReadOnlyCollection<StoredActivity> leftOpen)
    {
        try
        {
            var running = leftOpen.Select(Start).ToList();
            await sending;
            await Task.WhenAll(running);
            Forget(leftOpen.Select(KeyOf));
            await allIsOut();
        }
        catch (Exception error) when (error is OperationCanceledException or LeaseLostException)
        {
            // The host stops; the next one finds the mark in the state.
        }
    }

    private Task Start(StoredActivity activity) => _activities.GetOrAdd(KeyOf(activity), _ => Task.Run(() => RunAsync(activity)));

    private async Task RunAsync(StoredActivity activity)
    {
        try
        {
            var happened = await services.Activities.InvokeAsync(activity);
            if (!_isRetired)
            {
                await comeBack(new StoredMessage { Event = happened, ExecutionId = activity.ExecutionId });
            }

            _leftOpen.TryRemove(KeyOf(activity), out var _);
        }
        catch (OperationCanceledException)
        {
            // The host stops: the activity runs again under the next one.
        }
    }
}
