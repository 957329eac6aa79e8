using HzFunctions.CityBrain;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Operations;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.OpsReconciliations;

/// <summary>Shows operators how days were reconciled, as JSON or as CSV, and reconciles one now: <c>/ops/reconciliations…</c>.</summary>
internal sealed class OpsReconciliationsFunction(
    ReconciliationStore store,
    ReconciliationCommands commands,
    ReconciliationAutomation automation,
    SiteDirectory sites,
    OperationsEndpoint endpoint,
    TimeProvider time)
{
    private const int SitesAtOnce = 16;
    private const int MostFindings = 2000;

    /// <summary>Serves <c>/ops/reconciliations/{*path}</c>.</summary>
    public Task RunAsync(HttpContext context, string path) =>
        endpoint.RunAsync(context, "OpsReconciliations", _ => (context.Request.Method, path.Split('/')) switch
        {
            ("GET", [""]) => ListAsync(context),
            ("GET", [var site, var day]) => ShowAsync(context, site, day),
            ("POST", [""]) => BeginAsync(context),
            _ => Task.FromResult(OperationsAnswer.NotFound("operation")),
        });

    private async Task<OperationsAnswer> ListAsync(HttpContext context)
    {
        var day = context.Request.Query["day"] is [{ Length: > 0 } text] ? DayOf(text) : ChinaTime.BusinessDay(time.GetUtcNow()).AddDays(-1);
        var isCsv = IsCsv(context.Request);
        var all = await sites.AllAsync(context.RequestAborted).ConfigureAwait(false);
        var found = new ListedReconciliation[all.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = SitesAtOnce, CancellationToken = context.RequestAborted };
        await Parallel.ForAsync(0, all.Count, parallel, async (index, token) =>
        {
            var site = all[index].Site;
            found[index] = ListedReconciliation.Of(site, await store.FindAsync(site, BusinessDays.Text(day), token).ConfigureAwait(false));
        }).ConfigureAwait(false);
        var list = new ReconciliationList(ChinaTime.FormatDay(day), found);
        return isCsv ? ReconciliationCsv.Of(list) : OperationsAnswer.Ok(list, OperationsJson.Default.ReconciliationList);
    }

    private async Task<OperationsAnswer> ShowAsync(HttpContext context, string siteText, string dayText)
    {
        var (site, day, isCsv) = (SiteOf(siteText), BusinessDays.Text(DayOf(dayText)), IsCsv(context.Request));
        if (await store.FindAsync(site, day, context.RequestAborted).ConfigureAwait(false) is not { } row)
        {
            return OperationsAnswer.NotFound("reconciliation");
        }

        var report = ReconciliationReport.Of(row, await store.FindingsAsync(row, MostFindings, context.RequestAborted).ConfigureAwait(false));
        return isCsv ? ReconciliationCsv.Of(report) : OperationsAnswer.Ok(report, OperationsJson.Default.ReconciliationReport);
    }

    private async Task<OperationsAnswer> BeginAsync(HttpContext context)
    {
        var order = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.RunReconciliation).ConfigureAwait(false);
        var (site, day) = (SiteOf(order.Site), DayOf(order.Day));
        OperationsEndpoint.Require(order.Actor, "actor");
        if (day > ChinaTime.BusinessDay(time.GetUtcNow()))
        {
            throw new BadOperationException("day: has not begun yet");
        }

        if (await sites.FindSiteAsync(site, context.RequestAborted).ConfigureAwait(false) is not { } entry)
        {
            return OperationsAnswer.NotFound("car park");
        }

        if (!await automation.IsOursAsync(entry, context.RequestAborted).ConfigureAwait(false))
        {
            return OperationsAnswer.Problem(StatusCodes.Status409Conflict, "the car park reconciles its days by itself");
        }

        var known = await store.FindAsync(site, BusinessDays.Text(day), context.RequestAborted).ConfigureAwait(false);
        var begun = await store.BeginAsync(site, BusinessDays.Text(day), known, order.Actor, order.BeyondLimits, context.RequestAborted).ConfigureAwait(false);
        if (begun is null)
        {
            return OperationsAnswer.Problem(StatusCodes.Status409Conflict, "the day is being reconciled already");
        }

        await commands.TrySendAsync(begun).ConfigureAwait(false);
        return OperationsAnswer.Ok(new Sites.Done(true), OperationsJson.Default.Done);
    }

    private static bool IsCsv(HttpRequest request) => request.Query["format"].ToString() switch
    {
        "csv" => true,
        "json" => false,
        "" => request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/csv"),
        _ => throw new BadOperationException("format: is neither json nor csv"),
    };

    private static SiteId SiteOf(string? text) => SiteId.Parse(text) ?? throw new BadOperationException("site: is no car park");

    private static DateOnly DayOf(string? text) =>
        ChinaTime.TryParseDay(text, out var day) ? day : throw new BadOperationException("day: is no day of the calendar, yyyy-MM-dd");
}
