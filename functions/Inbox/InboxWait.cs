using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Inbox;

/// <summary>Waits for messages of a car park, holding no thread: looks again after 250 ms, and ever more seldom, up to every 2 s.</summary>
internal sealed class InboxWait(DownlinkStore store, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>The oldest messages as soon as there are any; none when the time is over.</summary>
    public async Task<IReadOnlyList<InboxEntry>> ReadAsync(SiteId site, int limit, TimeSpan longest, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var messages = await store.InboxAsync(site, limit, cancellationToken).ConfigureAwait(false);
            var left = longest - time.GetElapsedTime(started);
            if (messages.Count > 0 || left <= TimeSpan.Zero)
            {
                return messages;
            }

            await Task.Delay(pause < left ? pause : left, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
