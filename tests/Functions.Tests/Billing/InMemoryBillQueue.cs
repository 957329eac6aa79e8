using HzFunctions.Functions.Billing;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>The commands for bills, with the delays after which they become visible.</summary>
internal sealed class InMemoryBillQueue(TimeProvider clock) : IBillQueue
{
    private readonly Lock _gate = new();
    private readonly List<(string Text, DateTimeOffset Due)> _messages = [];

    /// <summary>Set to make the queue fail.</summary>
    public bool IsAway { get; set; }

    /// <summary>What happens while a message is sent.</summary>
    public Action Meanwhile { get; set; } = () => { };

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

    public Task SendAsync(string text, TimeSpan delay, CancellationToken cancellationToken)
    {
        Meanwhile();
        if (IsAway)
        {
            throw new IOException("The queue is away.");
        }

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
