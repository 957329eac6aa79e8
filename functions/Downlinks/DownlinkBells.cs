using System.Collections.Concurrent;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// Asks for a site's open messages to be tried again. One bell is enough for all of them, however many there are: while one of this
/// process's is on its way, no other is rung. A bell that is lost is rung again by <c>WatchDownlinks</c>.
/// </summary>
internal sealed class DownlinkBells(IDownlinkQueue queue, TimeProvider time, ILogger<DownlinkBells> logger)
{
    private readonly ConcurrentDictionary<SiteId, DateTimeOffset> _onTheirWay = new();

    /// <summary>Rings after a delay, or at once where its time is over; a bell that cannot be rung is logged, and no failure of what was done before it.</summary>
    public async Task TryRingAsync(SiteId site, TimeSpan delay)
    {
        var now = time.GetUtcNow();
        delay = delay > TimeSpan.Zero ? delay : TimeSpan.Zero;
        if (_onTheirWay.TryGetValue(site, out var due) && due > now)
        {
            return;
        }

        _onTheirWay[site] = now + delay;
        try
        {
            var order = new DownlinkOrder { Version = DownlinkReader.Version, Bell = new BellOrder(site.Value) };
            await queue.SendAsync(order.ToJson(), delay, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the queue's fault is, WatchDownlinks rings.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _onTheirWay.TryRemove(site, out _);
            DownlinkLog.BellNotRung(logger, site.Value, fault);
        }
    }
}
