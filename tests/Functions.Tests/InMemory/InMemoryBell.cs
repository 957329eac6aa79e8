using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>The queue of bells in memory, with the delays after which a message becomes visible.</summary>
internal sealed class InMemoryBell(TimeProvider clock) : IBell
{
    private readonly Lock _gate = new();
    private readonly List<(SiteId Site, DateTimeOffset Due)> _bells = [];

    /// <summary>Set to make ringing fail.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often a bell was rung, ever.</summary>
    public int Rung { get; private set; }

    /// <summary>What is in the queue, visible or not.</summary>
    public IReadOnlyList<(SiteId Site, DateTimeOffset Due)> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _bells];
            }
        }
    }

    public Task RingAsync(SiteId site, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new IOException("The queue is away.");
        }

        Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromDays(7));
        lock (_gate)
        {
            Rung++;
            _bells.Add((site, clock.GetUtcNow() + delay));
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes a bell that is visible, or null.</summary>
    public SiteId? Take()
    {
        lock (_gate)
        {
            var index = _bells.FindIndex(bell => bell.Due <= clock.GetUtcNow());
            if (index < 0)
            {
                return null;
            }

            var site = _bells[index].Site;
            _bells.RemoveAt(index);
            return site;
        }
    }
}
