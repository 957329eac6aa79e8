using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>Our own messages on the queue, with the delays after which they become visible.</summary>
internal sealed class InMemoryDownlinkQueue(TimeProvider clock) : IDownlinkQueue
{
    private readonly Lock _gate = new();
    private readonly List<(string Text, DateTimeOffset Due)> _messages = [];

    /// <summary>What is in the queue, visible or not.</summary>
    public IReadOnlyList<(string Text, DateTimeOffset Due)> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Set to make the queue fail.</summary>
    public bool IsAway { get; set; }

    /// <summary>Set to make the queue run out of time, as a storage client says it.</summary>
    public bool IsSlow { get; set; }

    public Task SendAsync(string text, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new IOException("The queue is away.");
        }

        if (IsSlow)
        {
            return Task.FromCanceled(new CancellationToken(canceled: true));
        }

        Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromDays(7));
        lock (_gate)
        {
            _messages.Add((text, clock.GetUtcNow() + delay));
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes a message that is visible, or null.</summary>
    public string? Take()
    {
        lock (_gate)
        {
            var index = _messages.FindIndex(message => message.Due <= clock.GetUtcNow());
            if (index < 0)
            {
                return null;
            }

            var text = _messages[index].Text;
            _messages.RemoveAt(index);
            return text;
        }
    }
}
