using HzFunctions.CityBrain;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Heartbeats;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Status;

/// <summary>How one car park stands, and since when nothing answers its drains.</summary>
internal sealed record SiteReading(SiteStatus Status, DateTimeOffset? SilentSince);

/// <summary>Reads how a car park stands: nine small reads of lists that hold only what is not done with.</summary>
internal sealed class SiteStatusReader(
    ITable table,
    DeadLetterDesk deadLetters,
    AccessStandings standings,
    SiteLeases leases,
    CarParkPresences presences,
    BillStore bills,
    DownlinkStore downlinks,
    ReconciliationStore reconciliations,
    BillOptions billOptions,
    HeartbeatOptions heartbeatOptions,
    TimeProvider time)
{
    private const int CountedTo = 1000;
    private const int DaysShown = 7;

    /// <summary>Reads one.</summary>
    /// <param name="site">The car park.</param>
    /// <param name="withAll">Whether all of its bills and downlinks are counted too, which reads every one of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SiteReading> ReadAsync(SiteEntry site, bool withAll, CancellationToken cancellationToken)
    {
        var waiting = await OutboxWindow.ReadAsync(table, site.Site, cancellationToken).ConfigureAwait(false);
        var standing = await standings.ReadAsync(site.AccessId, cancellationToken).ConfigureAwait(false);
        var memory = (await leases.ViewAsync(site.Site, cancellationToken).ConfigureAwait(false))?.Memory ?? SiteMemory.Fresh;
        var status = new SiteStatus(
            site.Site.Value,
            site.AccessId,
            site.ParkingCode,
            site.ParkingName,
            site.Disabled,
            waiting.Count,
            AgeOf(waiting.Select(row => row.WaitsSince)),
            await deadLetters.CountAsync(site.Site, CountedTo, cancellationToken).ConfigureAwait(false),
            standing.IsSuspended,
            standing.SuspendedSince,
            memory.BackOffUntil is { } until && until > time.GetUtcNow() ? until : null,
            await PresenceAsync(site, cancellationToken).ConfigureAwait(false),
            await BillsAsync(site.Site, cancellationToken).ConfigureAwait(false),
            await DownlinksAsync(site.Site, cancellationToken).ConfigureAwait(false),
            await ReconciliationsAsync(site.Site, cancellationToken).ConfigureAwait(false));
        return new SiteReading(withAll ? await WithAllAsync(status, site.Site, cancellationToken).ConfigureAwait(false) : status, memory.SilentSince);
    }

    private async Task<SiteStatus> WithAllAsync(SiteStatus status, SiteId site, CancellationToken cancellationToken) => status with
    {
        AllBills = await bills.CountAsync(site, cancellationToken).ConfigureAwait(false),
        AllDownlinks = await downlinks.CountAsync(site, cancellationToken).ConfigureAwait(false),
    };

    private async Task<PresenceStatus> PresenceAsync(SiteEntry site, CancellationToken cancellationToken)
    {
        var known = await presences.FindAsync(site.Site, cancellationToken).ConfigureAwait(false);
        return new PresenceStatus(
            site.Disabled ? null : known?.IsOnlineAt(time.GetUtcNow(), heartbeatOptions.OfflineAfter),
            site.Disabled ? null : known?.OfflineSince,
            known?.HeardAt,
            known?.EventAt,
            known?.HeartbeatAt,
            known?.Drift?.CarPark.TotalSeconds,
            known?.Drift?.Own.TotalSeconds,
            known?.Drift?.CarPark.Duration() > heartbeatOptions.DriftLimit);
    }

    private async Task<BillsStatus> BillsAsync(SiteId site, CancellationToken cancellationToken)
    {
        var (listed, _) = await bills.ListedAsync(site, after: null, CountedTo, cancellationToken).ConfigureAwait(false);
        var open = listed.Where(bill => !bill.IsReview).ToList();
        var due = time.GetUtcNow() - billOptions.UnpaidAfter;
        return new BillsStatus(
            open.Count(bill => bill.IsApplying),
            open.Count(bill => !bill.IsApplying),
            open.Count(bill => !bill.IsApplying && bill.Since <= due),
            await bills.CountReviewsAsync(site, CountedTo, cancellationToken).ConfigureAwait(false));
    }

    private async Task<DownlinksStatus> DownlinksAsync(SiteId site, CancellationToken cancellationToken)
    {
        var undelivered = await downlinks.InboxAsync(site, CountedTo, cancellationToken).ConfigureAwait(false);
        var open = await downlinks.OpenAsync(site, CountedTo, cancellationToken).ConfigureAwait(false);
        return new DownlinksStatus(undelivered.Count, AgeOf(undelivered.Select(message => message.ReceivedAt)), open.Count);
    }

    private async Task<IReadOnlyList<DayStatus>> ReconciliationsAsync(SiteId site, CancellationToken cancellationToken)
    {
        var from = BusinessDays.Text(ChinaTime.BusinessDay(time.GetUtcNow()).AddDays(-DaysShown));
        var (_, days) = await reconciliations.ReadAsync(site, from, cancellationToken).ConfigureAwait(false);
        return [.. days.Select(day => new DayStatus(day.Date, day.State, day.BillsOutcome, day.Resent))];
    }

    private double AgeOf(IEnumerable<DateTimeOffset> since)
    {
        var now = time.GetUtcNow();
        return Math.Max(0, (now - since.DefaultIfEmpty(now).Min()).TotalSeconds);
    }
}
