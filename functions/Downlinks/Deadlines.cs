using HzFunctions.Functions.Journal;
using Microsoft.Extensions.Caching.Memory;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// The time that a car park has for a message: 15 s from its arrival, so that the city brain hears within its 20 s (R35, R57, R81). A deadline is a row beside the
/// message's, which goes in the transaction that notes that the city brain has heard. In the queue there is one hint for all deadlines of a car park that fall into the
/// same second; what a hint that is lost would have brought, <c>WatchDownlinks</c> finds.
/// </summary>
internal sealed class Deadlines(IDownlinkQueue queue, TimeProvider time) : IDisposable
{
    /// <summary>How long a car park has, counted in whole seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Of a second that is over nothing more is asked.
    private static readonly TimeSpan KnownFor = Patience + TimeSpan.FromSeconds(5);

    private readonly MemoryCache _hints = new(new MemoryCacheOptions());

    /// <summary>When the time is over for what has arrived at a moment.</summary>
    public static DateTimeOffset DueOf(DateTimeOffset receivedAt) => WholeSecond(receivedAt + Patience);

    /// <summary>Has the queue bring the deadline of a message, and returns the row that stands for it: a hint without a row finds nothing to do.</summary>
    public async Task<string> SetAsync(DownlinkKey key, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();

        // The bridge's clock may be ahead of ours.
        var due = DueOf(receivedAt < now ? receivedAt : now);
        await HintAsync(key.Site, due < now ? WholeSecond(now) : due).WaitAsync(cancellationToken).ConfigureAwait(false);
        return DownlinkRows.Deadline(due, key);
    }

    public void Dispose() => _hints.Dispose();

    private Task HintAsync(SiteId site, DateTimeOffset due)
    {
        // One that a time limit has ended is canceled, not faulted.
        if (_hints.TryGetValue((site, due), out Task? sent) && sent is { IsFaulted: false, IsCanceled: false })
        {
            return sent;
        }

        return _hints.Set((site, due), SendAsync(site, due), KnownFor);
    }

    private Task SendAsync(SiteId site, DateTimeOffset due)
    {
        var order = new DownlinkOrder { Version = DownlinkReader.Version, Deadlines = new DeadlinesOrder(site.Value) };
        var delay = due - time.GetUtcNow();
        return queue.SendAsync(order.ToJson(), delay > TimeSpan.Zero ? delay : TimeSpan.Zero, CancellationToken.None);
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), time.Offset);
}
