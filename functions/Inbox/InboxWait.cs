using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Inbox;

/// <summary>
/// Waits for messages of a car park, holding no thread: looks again after 250 ms, and ever more seldom, up to every 2 s; at once when this process
/// takes one in.
/// </summary>
internal sealed class InboxWait(CarParkInbox inbox, InboxSignals signals, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>The oldest messages as soon as there are any; none when the time is over.</summary>
    public async Task<IReadOnlyList<InboxEntry>> ReadAsync(SiteId site, int limit, TimeSpan longest, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            // Before it looks: what comes after the look is not missed.
            var next = signals.NextAsync(site);
            var messages = await inbox.ReadAsync(site, limit, cancellationToken).ConfigureAwait(false);
            var left = longest - time.GetElapsedTime(started);
            if (messages.Count > 0 || left <= TimeSpan.Zero)
            {
                return messages;
            }

            await Task.WhenAny(next, Task.Delay(pause < left ? pause : left, time, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
