using System.Collections.Concurrent;
using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>
/// Every instance of the hub, at work or finished, and the one place where an id gets a new instance or loses its own. One id
/// is changed by one caller at a time.
/// </summary>
internal sealed class InstanceRegister(HistoryStore history, StateStore states, string hubName, ILogger logger, CancellationToken stopping)
{
    private const int LoadedAtOnce = 8;

    private readonly ConcurrentDictionary<string, Instance> _instances = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _wedged = new(StringComparer.Ordinal);
    private readonly Places[] _gates = [.. Enumerable.Range(0, 64).Select(_ => new Places(1))];
    private volatile TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Every instance, in no order.</summary>
    public IEnumerable<InstanceState> States => _instances.Values.Select(instance => instance.State);

    /// <summary>Completes when there is a new instance.</summary>
    public Task Added => _added.Task;

    public Instance? Find(string instanceId) => _instances.GetValueOrDefault(instanceId);

    /// <summary>Takes up everything where the last host left it.</summary>
    public async Task LoadAsync(InstanceServices services)
    {
        var (all, wedged) = await states.ReadAllAsync(stopping);
        foreach (var id in wedged)
        {
            _wedged[id] = true;
        }

        var active = all.Where(state => !state.IsFinished || state.HasOutgoing).ToList();
        var stored = new ConcurrentDictionary<string, StoredInstance>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(active, new ParallelOptions { MaxDegreeOfParallelism = LoadedAtOnce, CancellationToken = stopping }, async (state, token) =>
            stored[state.Id] = await history.LoadAsync(state, token));
        foreach (var state in all)
        {
            _instances[state.Id] = new Instance(state, stored.GetValueOrDefault(state.Id), IsWedged(state.Id), services);
        }

        // Only now, when each can find every other.
        foreach (var (id, content) in stored)
        {
            _instances[id].Resume(content);
        }

        logger.HubLoaded(hubName, all.Count, active.Count);
    }

    /// <summary>Begins an instance with its first message; null when one with this id is not finished.</summary>
    public Task<Instance?> BeginAsync(InstanceState state, StoredMessage first, InstanceServices services) =>
        AloneAsync(state.Id, async () =>
        {
            var existing = Find(state.Id);
            if (existing is { State.IsFinished: false })
            {
                return null;
            }

            // The message first: a state without one would wait for ever.
            var message = new InboxMessage(1, first);
            await history.WriteMessagesAsync(HistoryStore.PartitionOf(state), [message], stopping);
            await states.WriteAsync(state, stopping);
            if (existing is not null)
            {
                await existing.RetireAsync();
                _ = DeleteHistoryAsync(existing.State);
            }

            return Put(state, new StoredInstance([], [message], LastSequence: 1), services);
        });

    /// <summary>Gives an instance another past. It goes on from there.</summary>
    public Task<Instance> RewriteAsync(Instance existing, InstanceState state, StoredTurn past, InstanceServices services) =>
        AloneAsync(state.Id, async () =>
        {
            await existing.RetireAsync();
            await history.WriteTurnAsync(HistoryStore.PartitionOf(state), RowName.OfTurn(state.Generation, state.Turn), past, stopping);
            await states.WriteAsync(state, stopping);
            return Put(state, new StoredInstance([past], [], state.ConsumedThrough), services);
        });

    /// <summary>Deletes an instance in whatever state it is; false when there is none.</summary>
    public Task<bool> DeleteAsync(string instanceId) =>
        AloneAsync(instanceId, async () =>
        {
            if (!_instances.TryRemove(instanceId, out var instance))
            {
                return false;
            }

            await instance.RetireAsync();
            await states.DeleteAsync(instanceId, stopping);
            await history.DeleteAsync(HistoryStore.PartitionOf(instance.State), stopping);
            return true;
        });

    /// <summary>Stops an id from being worked on, now and under every later host; or lets it go on.</summary>
    public Task WedgeAsync(string instanceId, bool isWedged) =>
        AloneAsync(instanceId, async () =>
        {
            if (isWedged)
            {
                await states.WriteWedgeAsync(instanceId, stopping);
                _wedged[instanceId] = true;
            }
            else
            {
                await states.DeleteWedgeAsync(instanceId, stopping);
                _wedged.TryRemove(instanceId, out _);
            }

            Find(instanceId)?.Hold(isWedged);
            return true;
        });

    /// <summary>Input, output and history of an instance.</summary>
    public async Task<InstanceDetail> ReadDetailAsync(Instance instance, CancellationToken cancellationToken)
    {
        if (instance.Detail is { } atHand)
        {
            return atHand;
        }

        var stored = await history.LoadAsync(instance.State, cancellationToken);
        var execution = new Execution();
        foreach (var turn in stored.Turns)
        {
            execution.Add(turn);
        }

        return InstanceDetail.Of(execution, stored.Messages);
    }

    private bool IsWedged(string instanceId) => _wedged.ContainsKey(instanceId);

    private Instance Put(InstanceState state, StoredInstance stored, InstanceServices services)
    {
        var instance = new Instance(state, stored, IsWedged(state.Id), services);
        _instances[state.Id] = instance;
        Interlocked.Exchange(ref _added, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        instance.Resume(stored);
        return instance;
    }

    private async Task DeleteHistoryAsync(InstanceState state)
    {
        try
        {
            await history.DeleteAsync(HistoryStore.PartitionOf(state), stopping);
        }
        catch (OperationCanceledException)
        {
            // Rows that nothing points to any more.
        }
    }

    private Task<T> AloneAsync<T>(string instanceId, Func<Task<T>> change) =>
        _gates[(uint)instanceId.GetHashCode(StringComparison.Ordinal) % _gates.Length].InOneAsync(change, stopping);
}
