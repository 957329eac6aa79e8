using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Forwarding;

/// <summary>
/// Drains one site's outbox: takes the lease, forwards for at most 20 s, releases, looks again, and only then rings if rows
/// are left. Whatever dies on the way, the rows stay, the lease expires, and <c>Watch</c> rings again.
/// </summary>
internal sealed class OutboxDrain(
    ITable table,
    SiteLeases leases,
    AccessStandings standings,
    RecordForwarder forwarder,
    LaneRunner lanes,
    ISiteRegistry sites,
    IBell bell,
    ForwardingOptions options,
    TimeProvider time,
    Random chance)
{
    /// <summary>How long one drain goes on.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    // Records accepted in the meantime are seen within this time, so that an arrival that came late still goes before what has not gone.
    private static readonly TimeSpan PassLimit = TimeSpan.FromSeconds(5);

    // Bells for later would pile up in the queue: Watch rings every 30 s while a row waits, and each bell would ring the next.
    private static readonly TimeSpan RingsAhead = TimeSpan.FromMinutes(1);

    /// <summary>Forwards what waits for a site. Done at once when another drain is at it or the site is backing off.</summary>
    public async Task DrainAsync(SiteId site, CancellationToken stopping)
    {
        var accessId = await sites.AccessOfAsync(site, stopping).ConfigureAwait(false);
        if (accessId is null)
        {
            return;
        }

        var lease = await leases.TryTakeAsync(site, stopping).ConfigureAwait(false);
        if (lease is not null)
        {
            await DrainAsync(site, accessId, lease, stopping).ConfigureAwait(false);
        }
    }

    // From here on the host's wish to stop ends the drain between two records and never in the middle of one.
    private async Task DrainAsync(SiteId site, string accessId, SiteLease lease, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        var standing = await standings.ReadAsync(accessId, CancellationToken.None).ConfigureAwait(false);
        using var session = new DrainSession(
            site,
            accessId,
            lease,
            standing,
            options.CallsAtOnce,
            () => stopping.IsCancellationRequested || time.GetElapsedTime(started) >= Limit);
        if (!standing.IsSuspended || await ProbeAsync(session).ConfigureAwait(false))
        {
            await PassesAsync(session).ConfigureAwait(false);
        }

        Remember(session);
        if (await lease.ReleaseAsync(CancellationToken.None).ConfigureAwait(false))
        {
            await LookAgainAsync(session).ConfigureAwait(false);
        }
    }

    private async Task PassesAsync(DrainSession session)
    {
        do
        {
            session.Moved = false;
            var window = await ReadAsync(session.Site).ConfigureAwait(false);
            var plan = ForwardPlan.Of(window, time.GetUtcNow());
            if (plan.Lanes.Count == 0 && plan.Superseded.Count == 0)
            {
                return;
            }

            foreach (var row in plan.Superseded)
            {
                await forwarder.SupersedeAsync(session, row).ConfigureAwait(false);
            }

            var passStarted = time.GetTimestamp();
            await lanes.RunAsync(
                session,
                plan.Lanes,
                passIsOver: () => session.IsOver || time.GetElapsedTime(passStarted) >= PassLimit).ConfigureAwait(false);
            if (session.NothingAnswered)
            {
                await ExpireAsync(session, window).ConfigureAwait(false);
            }
        }
        while (session.Moved && !session.IsOver);
    }

    // Sends one record alone. True: the access is accepted again, and the drain goes on.
    private async Task<bool> ProbeAsync(DrainSession session)
    {
        var plan = ForwardPlan.Of(await ReadAsync(session.Site).ConfigureAwait(false), time.GetUtcNow());
        if (plan.Lanes is not [var lane, ..]
            || !await standings.TryTakeProbeAsync(session.AccessId, session.Standing, CancellationToken.None).ConfigureAwait(false))
        {
            return false;
        }

        session.Probing = true;
        var row = lane.Arrival ?? lane.Rest.Concat(lane.Photos).First();
        await forwarder.ForwardAsync(session, row).ConfigureAwait(false);
        session.Probing = false;
        return !session.IsOver;
    }

    private async Task ExpireAsync(DrainSession session, IReadOnlyList<OutboxRow> window)
    {
        var now = time.GetUtcNow();
        foreach (var row in window.Where(row => now - row.WaitsSince > options.UnreachablePatience))
        {
            await forwarder.ExpireAsync(session, row).ConfigureAwait(false);
        }
    }

    private void Remember(DrainSession session)
    {
        var memory = session.Lease.Memory;
        var failures = session.AnsweredOnce ? 0 : memory.Failures;
        if (session.NothingAnswered)
        {
            failures++;
        }

        session.Lease.Memory = memory with
        {
            Failures = failures,
            SilentSince = failures == 0 ? null : (session.AnsweredOnce ? null : memory.SilentSince) ?? time.GetUtcNow(),
            BackOffUntil = session switch
            {
                { NothingAnswered: true } => time.GetUtcNow() + BackOff.After(failures, chance.NextDouble()),
                { Standing.IsSuspended: true } => session.Standing.ProbeAt,
                _ => null,
            },
        };
    }

    // After the release: a record accepted before it rang a bell that found the lease held and did nothing.
    private async Task LookAgainAsync(DrainSession session)
    {
        var now = time.GetUtcNow();
        var rows = await ReadAsync(session.Site).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return;
        }

        var wait = NextDue(session, ForwardPlan.Of(rows, now), now) - now;
        if (wait <= RingsAhead)
        {
            await bell.RingAsync(session.Site, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // Never before anything could go up: a bell that comes too early is a drain for nothing, which would ring again.
    private static DateTimeOffset NextDue(DrainSession session, ForwardPlan plan, DateTimeOffset now)
    {
        var record = plan.Lanes.Count > 0 ? now : plan.NextDue ?? now;
        return session.Lease.Memory.BackOffUntil is { } site && site > record ? site : record;
    }

    private Task<IReadOnlyList<OutboxRow>> ReadAsync(SiteId site) =>
        OutboxWindow.ReadAsync(table, site, CancellationToken.None);
}
