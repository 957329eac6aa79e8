using HzFunctions.CityBrain;
using HzFunctions.Durable.Client;
using HzFunctions.Durable.Generations;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.ReconciliationOrchestrator;

namespace HzFunctions.Functions.DailyReconciliation;

/// <summary>
/// Begins each car park's night (停车记录日对账, R63): the day that is over, and of the 7 days before it those that were missed, have changed since, or did not balance. It looks
/// every 5 min, so that a night that was missed begins as soon as the app is back; and it is the guarantee behind the orchestrations, of which one that is late, failed or missing is replaced.
/// </summary>
internal sealed class DailyReconciliationFunction(
    ReconciliationStore store,
    ChangedDays changed,
    ISiteRegistry sites,
    ReconciliationAutomation automation,
    ReconciliationSchedule schedule,
    ReconciliationOptions options,
    ReconciliationMetrics metrics,
    TimeProvider time,
    ILogger<DailyReconciliationFunction> logger)
{
    private const int SitesAtOnce = 16;

    // Each has tried its step ten times. A step that fails for so long fails for a reason that somebody must see.
    private const int MostSuccessors = 12;

    // Its start message may still be on its way.
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1);

    /// <summary>Looks at all car parks.</summary>
    public async Task RunAsync(DurableClient client, CancellationToken cancellationToken)
    {
        var unsettled = 0;
        var all = await sites.AllAsync(cancellationToken).ConfigureAwait(false);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = SitesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(all, parallel, async (site, token) =>
        {
            try
            {
                Interlocked.Add(ref unsettled, await LookAtAsync(site, client, token).ConfigureAwait(false));
            }
#pragma warning disable CA1031 // One car park that cannot be looked at must not keep the others waiting.
            catch (Exception problem) when (!token.IsCancellationRequested)
#pragma warning restore CA1031
            {
                ReconciliationLog.NotLookedAt(logger, site.Site.Value, problem);
            }
        }).ConfigureAwait(false);
        metrics.Count(unsettled);
    }

    /// <summary>Looks at one car park; tells how many of its days have ended without balance.</summary>
    public async Task<int> LookAtAsync(SiteEntry entry, DurableClient client, CancellationToken cancellationToken)
    {
        if (!await automation.IsOursAsync(entry, cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        var site = entry.Site;
        var now = time.GetUtcNow();
        var (night, began) = schedule.NightOf(site, now);
        var first = night.AddDays(-ReconciliationSchedule.DaysBack);
        var (nights, days) = await store.ReadAsync(site, BusinessDays.Text(first), cancellationToken).ConfigureAwait(false);
        if (nights is null)
        {
            // Of the days before we knew it another client may have sent the records.
            await store.WriteAsync(site, new NightsRow(BusinessDays.Of(now), string.Empty, default), cancellationToken).ConfigureAwait(false);
            return 0;
        }

        if (nights.Night != BusinessDays.Text(night))
        {
            await BeginNightAsync(site, nights, night, began, days, client, cancellationToken).ConfigureAwait(false);
        }

        foreach (var day in days.Where(day => !day.IsOver))
        {
            await LookAfterAsync(day, client, cancellationToken).ConfigureAwait(false);
        }

        return days.Count(day => day is { IsOver: true, IsSettled: false });
    }

    private async Task BeginNightAsync(
        SiteId site, NightsRow nights, DateOnly night, DateTimeOffset began, IReadOnlyList<ReconciliationRow> known, DurableClient client, CancellationToken cancellationToken)
    {
        var marked = await changed.ReadAsync(site, BusinessDays.Text(night.AddDays(-ReconciliationSchedule.DaysBack)), cancellationToken).ConfigureAwait(false);
        for (var back = 1; back <= ReconciliationSchedule.DaysBack; back++)
        {
            var day = BusinessDays.Text(night.AddDays(-back));
            var row = known.FirstOrDefault(row => row.Day == day);
            if (string.CompareOrdinal(day, nights.Since) < 0 || (row is not null && !IsDue(row, marked, began)))
            {
                continue;
            }

            if (await store.BeginAsync(site, day, row, actor: null, beyondLimits: false, cancellationToken).ConfigureAwait(false) is { } begun)
            {
                await StartAsync(begun, client, cancellationToken).ConfigureAwait(false);
            }
        }

        // Last: a night that was begun in part is begun again, and finds what it has begun already under way, or ended since.
        await store.WriteAsync(site, nights with { Night = BusinessDays.Text(night) }, cancellationToken).ConfigureAwait(false);
    }

    // What came after a run that an operator had begun before the day was over is no late event, and marks nothing.
    private static bool IsDue(ReconciliationRow row, IReadOnlySet<string> marked, DateTimeOffset began) =>
        row.IsOver && row.StartedAt < began
        && (!row.IsSettled || marked.Contains(row.Day) || row.StartedAt < ChinaTime.StartOf(BusinessDays.Parse(row.Day).AddDays(1)));

    private async Task LookAfterAsync(ReconciliationRow day, DurableClient client, CancellationToken cancellationToken)
    {
        if (await FindFaultAsync(day, client, cancellationToken).ConfigureAwait(false) is not { } fault)
        {
            return;
        }

        if (day.Generation - day.Run >= MostSuccessors)
        {
            // It counts as unsettled from now on, and the next night begins it anew.
            ReconciliationLog.GivenUp(logger, day.Site.Value, day.Day, fault);
            await store.UpdateAsync(day, new ReconciliationChange().GiveUp(day, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            return;
        }

        var rows = new ReconciliationGenerations(store, day.Site, day.Day, time);
        var turn = new ReconciliationTurn(day.Site.Value, day.Day, day.Generation + 1);
        var next = await new InstanceGenerations(rows)
            .SupersedeAsync(client, ReconciliationOrchestration.Function, day.Instance, turn, cancellationToken).ConfigureAwait(false);
        if (next is { } instance)
        {
            ReconciliationLog.Superseded(logger, day.Site.Value, day.Day, fault, instance.ToString());
        }
    }

    // Why its orchestration must be replaced, or null.
    private async Task<string?> FindFaultAsync(ReconciliationRow day, DurableClient client, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (day.NextAt + options.LateAfter < now)
        {
            return "late";
        }

        if (now - day.StartedAt < Young)
        {
            return null;
        }

        var found = await client.GetAsync(day.Instance.ToString(), fetchInputsAndOutputs: false, cancellationToken).ConfigureAwait(false);
        return found is null ? "missing" : found.IsCompleted ? "ended" : null;
    }

    private static Task<StartOutcome> StartAsync(ReconciliationRow day, DurableClient client, CancellationToken cancellationToken) => client.StartAsync(
        ReconciliationOrchestration.Function, day.Instance.ToString(), new ReconciliationTurn(day.Site.Value, day.Day, day.Generation), cancellationToken);
}
