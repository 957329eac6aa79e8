using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// Tries again what a site has open: confirmations that nobody heard, and messages that its webhook did not take. A bell or
/// <c>WatchDownlinks</c> starts it; what is left when it ends is what is not due, or what nobody answers.
/// </summary>
internal sealed class DownlinkRepair(
    DownlinkStore store,
    CarParkInbox inbox,
    SiteDirectory directory,
    Confirmations confirmations,
    DownlinkDelivery delivery,
    DeadlineDesk deadlines,
    WebhookHealth health,
    DownlinkBells bells,
    TimeProvider time)
{
    /// <summary>Whoever has taken a message in is at it for so long; what is left of its time is for another try.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(12);

    private const int MostAtOnce = 200;
    private const int Lanes = 8;
    private const int MostPushed = 50;

    // The host ends a function after 5 minutes; others wait for the queue meanwhile.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);

    public async Task RunAsync(SiteId site, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await deadlines.RunAsync(site, cancellationToken).ConfigureAwait(false);
        await ConfirmAsync(site, started, cancellationToken).ConfigureAwait(false);
        if (await directory.FindSiteAsync(site, cancellationToken).ConfigureAwait(false) is { Webhook: not null } entry)
        {
            await PushAsync(entry, started, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ConfirmAsync(SiteId site, long started, CancellationToken cancellationToken)
    {
        var open = await store.OpenAsync(site, MostAtOnce, cancellationToken).ConfigureAwait(false);
        var due = open.Where(message => message.NotBefore <= time.GetUtcNow()).ToList();
        if (due.Count == 0)
        {
            await RingForTheNextAsync(site, open).ConfigureAwait(false);
            return;
        }

        // One asks whether anybody answers; only then do the others follow.
        var first = await confirmations.CatchUpAsync(due[0].Key, cancellationToken).ConfigureAwait(false);
        if (first is { IsOpen: true, Claim: null })
        {
            return;
        }

        if (due.Count > 1)
        {
            await ConfirmAllAsync(due.Skip(1), started, cancellationToken).ConfigureAwait(false);
        }

        if (open.Count > due.Count || open.Count == MostAtOnce || time.GetElapsedTime(started) >= LongestRun)
        {
            await bells.TryRingAsync(site, TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }
    }

    private Task ConfirmAllAsync(IEnumerable<(DownlinkKey Key, DateTimeOffset NotBefore)> messages, long started, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(messages, options, async (message, token) =>
        {
            if (time.GetElapsedTime(started) < LongestRun)
            {
                await confirmations.CatchUpAsync(message.Key, token).ConfigureAwait(false);
            }
        });
    }

    private async Task RingForTheNextAsync(SiteId site, IReadOnlyList<(DownlinkKey Key, DateTimeOffset NotBefore)> open)
    {
        if (open.Count > 0)
        {
            await bells.TryRingAsync(site, open.Min(message => message.NotBefore) - time.GetUtcNow()).ConfigureAwait(false);
        }
    }

    private async Task PushAsync(SiteEntry site, long started, CancellationToken cancellationToken)
    {
        var waiting = await inbox.ReadAsync(site.Site, MostPushed, cancellationToken).ConfigureAwait(false);
        var due = waiting.Where(entry => !entry.Key.Topic.Orders && time.GetUtcNow() - entry.ReceivedAt >= HeadStart).ToList();
        if (due.Count == 0 || await health.TryBeginAsync(site.Site, cancellationToken).ConfigureAwait(false) is not { } failures)
        {
            return;
        }

        // Each run after a failure begins with another: a message that the car park never takes is not in the way of the others.
        var first = failures % due.Count;
        var takes = true;
        foreach (var entry in due.Skip(first).Concat(due.Take(first)))
        {
            if (time.GetElapsedTime(started) >= LongestRun)
            {
                break;
            }

            takes = takes && await delivery.PushAsync(entry, site, cancellationToken).ConfigureAwait(false) is not null;
            if (!takes && time.GetUtcNow() - entry.ReceivedAt >= Deadlines.Patience)
            {
                await deadlines.ExpireAsync(entry.Key, entry.ReceivedAt, cancellationToken).ConfigureAwait(false);
            }
        }

        await health.EndAsync(site.Site, takes, cancellationToken).ConfigureAwait(false);
    }
}
