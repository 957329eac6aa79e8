using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Operations;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Status;

/// <summary>Shows operators how each car park stands: <c>GET /ops/status</c>.</summary>
internal sealed class StatusFunction(
    SiteDirectory directory,
    ITable table,
    DeadLetterDesk deadLetters,
    AccessStandings standings,
    SiteLeases leases,
    CityBrainPulse pulse,
    OperationsEndpoint endpoint,
    TimeProvider time)
{
    private const int CountedTo = 1000;

    public Task RunAsync(HttpContext context) => endpoint.RunAsync(context, "Status", async _ =>
    {
        var sites = await directory.AllAsync(context.RequestAborted).ConfigureAwait(false);
        var states = new List<SiteStatus>();
        foreach (var site in sites)
        {
            states.Add(await StatusOfAsync(site, context.RequestAborted).ConfigureAwait(false));
        }

        return OperationsAnswer.Ok(new StatusBody(states, CityBrain()), OperationsJson.Default.StatusBody);
    });

    private async Task<SiteStatus> StatusOfAsync(SiteEntry site, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var waiting = await OutboxWindow.ReadAsync(table, site.Site, cancellationToken).ConfigureAwait(false);
        var standing = await standings.ReadAsync(site.AccessId, cancellationToken).ConfigureAwait(false);
        var lease = await leases.ViewAsync(site.Site, cancellationToken).ConfigureAwait(false);
        return new SiteStatus(
            site.Site.Value,
            site.AccessId,
            site.ParkingCode,
            waiting.Count,
            waiting.Count > 0 ? Math.Max(0, (now - waiting.Min(row => row.WaitsSince)).TotalSeconds) : 0,
            await deadLetters.CountAsync(site.Site, CountedTo, cancellationToken).ConfigureAwait(false),
            standing.IsSuspended,
            lease?.Memory.BackOffUntil is { } until && until > now ? until : null);
    }

    private CityBrainStatus CityBrain()
    {
        var beats = pulse.Beats.Values.ToList();
        return beats.Count == 0
            ? new CityBrainStatus(null, null)
            : new CityBrainStatus(beats.All(beat => beat.Answers), beats.Max(beat => beat.Since));
    }
}
