using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>
/// The messages of an instance, in one order. Those that come while others are being written are written together after them,
/// so that a message can be read only when every earlier one is stored too.
/// </summary>
internal sealed class Inbox(
    string partition, HistoryStore store, IReadOnlyList<InboxMessage> stored, long lastSequence, CancellationToken stopping)
{
    private readonly Lock _gate = new();
    private readonly List<InboxMessage> _stored = [.. stored];
    private List<(InboxMessage Message, TaskCompletionSource Written)> _arriving = [];
    private long _lastSequence = lastSequence;
    private bool _isWriting;

    /// <summary>Completes when the message is stored.</summary>
    public Task AppendAsync(StoredMessage content)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _arriving.Add((new InboxMessage(++_lastSequence, content), written));
            if (_isWriting)
            {
                return written.Task;
            }

            _isWriting = true;
        }

        _ = WriteAsync();
        return written.Task;
    }

    /// <summary>The messages that are stored and not dealt with.</summary>
    public IReadOnlyList<InboxMessage> Read()
    {
        lock (_gate)
        {
            return [.. _stored];
        }
    }

    /// <summary>Forgets messages that are dealt with, and gives their numbers.</summary>
    public IReadOnlyList<long> Forget(long throughSequence)
    {
        lock (_gate)
        {
            var forgotten = _stored.TakeWhile(message => message.Sequence <= throughSequence).Select(message => message.Sequence).ToList();
            _stored.RemoveRange(0, forgotten.Count);
            return forgotten;
        }
    }

    private async Task WriteAsync()
    {
        while (Arrived() is { Count: > 0 } batch)
        {
            try
            {
                await store.WriteMessagesAsync(partition, [.. batch.Select(arrival => arrival.Message)], stopping);
                lock (_gate)
                {
                    _stored.AddRange(batch.Select(arrival => arrival.Message));
                }

                batch.ForEach(arrival => arrival.Written.SetResult());
            }
            catch (Exception error)
            {
                // The host stops, or has lost the hub: nobody is told that these were accepted.
                batch.ForEach(arrival => arrival.Written.SetException(error));
            }
        }
    }

    private List<(InboxMessage Message, TaskCompletionSource Written)> Arrived()
    {
        lock (_gate)
        {
            var batch = _arriving;
            _arriving = [];
            _isWriting = batch.Count > 0;
            return batch;
        }
    }
}
