using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using HzFunctions.MqttBridge.Storage;

namespace HzFunctions.MqttBridge.Tests.Support;

/// <summary>A queue that can hold its callers up, or be away.</summary>
internal sealed class FakeQueue : IDownlinkQueue
{
    private readonly ConcurrentQueue<string> _texts = new();
    private volatile TaskCompletionSource? _held;
    private int _inside;
    private int _mostAtOnce;

    /// <summary>Whether every call fails as an unreachable storage does.</summary>
    public bool IsAway { get; set; }

    /// <summary>How many callers are inside now.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>The most that ever were.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    public IEnumerable<JsonElement> Messages => _texts.Select(text => JsonElement.Parse(text));

    public IEnumerable<long> RequestIds => Messages.Select(message => message.GetProperty("requestId").GetInt64());

    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    public async Task EnqueueAsync(string text, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new RequestFailedException(503, "the storage is away");
        }

        Enter();
        try
        {
            await (_held?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);
            await Task.Yield();
            _texts.Enqueue(text);
        }
        finally
        {
            lock (_texts)
            {
                _inside--;
            }
        }
    }

    private void Enter()
    {
        lock (_texts)
        {
            _mostAtOnce = Math.Max(_mostAtOnce, ++_inside);
        }
    }
}
