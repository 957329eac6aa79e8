using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Operations;
using HzFunctions.Functions.Quarantine;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Status;

/// <summary>Shows operators how each car park stands: <c>GET /ops/status</c>; with <c>?site=</c> one alone, with all of its bills and downlinks counted.</summary>
internal sealed class StatusFunction(
    SiteDirectory directory,
    SiteStatusReader reader,
    IQuarantine quarantine,
    CityBrainPulse pulse,
    OperationsEndpoint endpoint,
    TimeProvider time,
    ILogger<StatusFunction> logger)
{
    public Task RunAsync(HttpContext context) => endpoint.RunAsync(context, "Status", async _ =>
    {
        var cancellationToken = context.RequestAborted;
        var asked = context.Request.Query["site"].ToString();
        var sites = asked.Length > 0 ? [await FindAsync(asked, cancellationToken).ConfigureAwait(false)] : await directory.AllAsync(cancellationToken).ConfigureAwait(false);
        var states = await sites.LookAsync((site, token) => reader.ReadAsync(site, withAll: asked.Length > 0, token), cancellationToken).ConfigureAwait(false);
        var body = new StatusBody(
            time.GetUtcNow(),
            [.. states.Select(state => state.Status)],
            CityBrain(states),
            await QuarantineAsync(cancellationToken).ConfigureAwait(false));
        return OperationsAnswer.Ok(body, OperationsJson.Default.StatusBody);
    });

    private async Task<SiteEntry> FindAsync(string text, CancellationToken cancellationToken) =>
        SiteId.Parse(text) is { } site && await directory.FindSiteAsync(site, cancellationToken).ConfigureAwait(false) is { } entry
            ? entry
            : throw new BadOperationException("site: is no car park");

    // What this process has heard itself is newest; that nothing answers, drains of other processes have written down.
    private CityBrainStatus CityBrain(IReadOnlyList<SiteReading> sites)
    {
        var beats = pulse.Beats.Values.ToList();
        var silent = sites.Where(site => site.SilentSince is not null && !Answers(site)).Select(site => site.SilentSince).Min();
        return silent is not null ? new CityBrainStatus(Up: false, silent)
            : beats.Count == 0 ? new CityBrainStatus(null, null)
            : new CityBrainStatus(beats.All(beat => beat.Answers), beats.Max(beat => beat.Since));
    }

    private bool Answers(SiteReading site) => pulse.Beats.TryGetValue(site.Status.AccessId, out var beat) && beat.Answers && beat.Since > site.SilentSince;

    private async Task<int?> QuarantineAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await quarantine.ListAsync(cancellationToken).ConfigureAwait(false)).Count;
        }
#pragma warning disable CA1031 // The rest of the status is worth having while the blobs are away.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            OperationsLog.QuarantineUnread(logger, fault);
            return null;
        }
    }
}
