using System.Globalization;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>Our own messages on the queue, with the delays after which they become visible.</summary>
internal sealed class InMemoryDownlinkQueue(TimeProvider clock) : IDownlinkQueue
{
    private readonly Lock _gate = new();
    private readonly List<(string Receipt, string Text, DateTimeOffset Due)> _messages = [];
    private int _sent;

    /// <summary>What is in the queue, visible or not.</summary>
    public IReadOnlyList<(string Receipt, string Text, DateTimeOffset Due)> Waiting
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

    public Task<string> SendAsync(string text, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new IOException("The queue is away.");
        }

        Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromDays(7));
        lock (_gate)
        {
            var receipt = (_sent++).ToString(CultureInfo.InvariantCulture);
            _messages.Add((receipt, text, clock.GetUtcNow() + delay));
            return Task.FromResult(receipt);
        }
    }

    public Task DeleteAsync(string receipt, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _messages.RemoveAll(message => message.Receipt == receipt);
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
