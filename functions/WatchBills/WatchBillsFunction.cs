using HzFunctions.Durable.Client;
using HzFunctions.Durable.Generations;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.BillOrchestrator;
using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.WatchBills;

/// <summary>
/// The guarantee behind the bells of bills: every 30 s looks at the list of open bills of each car park. One whose orchestration is late gets a new one, and so
/// does one whose orchestration has failed or is missing. Each open bill is looked after within the time that an orchestration may be late; a fresh application
/// without an answer at every look.
/// </summary>
internal sealed class WatchBillsFunction(
    BillStore store, ISiteRegistry sites, BillSchedule schedule, BillOptions options, BillMetrics metrics, TimeProvider time, ILogger<WatchBillsFunction> logger)
{
    private const int SitesAtOnce = 16;
    private const int PageSize = 1000;

    /// <summary>The timer's cycle, as function.json has it.</summary>
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(30);

    // Its start message is delayed, and may be late.
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    /// <summary>Looks at all car parks.</summary>
    public async Task RunAsync(DurableClient client, CancellationToken cancellationToken)
    {
        var census = new BillCensus(0, 0, 0, 0);
        var all = await sites.AllAsync(cancellationToken).ConfigureAwait(false);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = SitesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(all, parallel, async (site, token) =>
        {
            var found = await LookAtAsync(site, client, token).ConfigureAwait(false);
            lock (_gate)
            {
                census = census.With(found);
            }
        }).ConfigureAwait(false);
        metrics.Count(census);
    }

    /// <summary>Looks at one car park, and counts what it has.</summary>
    public async Task<BillCensus> LookAtAsync(SiteEntry site, DurableClient client, CancellationToken cancellationToken)
    {
        var census = new BillCensus(0, 0, 0, 0);
        string? after = null;
        do
        {
            (var page, after) = await store.ListedAsync(site.Site, after, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var bill in page)
            {
                census = census.With(Count(bill));
                await LookAfterAsync(bill, client, cancellationToken).ConfigureAwait(false);
            }
        }
        while (after is not null);
        return census;
    }

    private BillCensus Count(ListedBill bill)
    {
        var now = time.GetUtcNow();
        return bill.IsReview
            ? new BillCensus(0, 0, 0, ToReview: 1)
            : new BillCensus(
                Open: 1,
                Unpaid: !bill.IsApplying && bill.Since + options.UnpaidAfter <= now ? 1 : 0,
                Unaccepted: bill.IsApplying && schedule.IsOverdueApplication(bill.Since, now) ? 1 : 0,
                ToReview: 0);
    }

    private async Task LookAfterAsync(ListedBill bill, DurableClient client, CancellationToken cancellationToken)
    {
        try
        {
            if (!bill.IsReview && await FindFaultAsync(bill, client, cancellationToken).ConfigureAwait(false) is { } fault)
            {
                await SupersedeAsync(bill, fault, client, cancellationToken).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // One bill that cannot be helped must not keep the others waiting.
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            BillLog.NotWatched(logger, bill.BillId, bill.Site.Value, problem);
        }
    }

    // Why its orchestration must be replaced, or null.
    private async Task<string?> FindFaultAsync(ListedBill bill, DurableClient client, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (bill.NextAt + options.LateAfter < now)
        {
            return "late";
        }

        if (now - bill.Since < Young || !IsItsTurn(bill, now))
        {
            return null;
        }

        var instance = BillRow.InstanceOf(bill.Site, bill.BillId, bill.Instance).ToString();
        var found = await client.GetAsync(instance, fetchInputsAndOutputs: false, cancellationToken).ConfigureAwait(false);
        return found is null ? "missing" : found.IsCompleted ? "ended" : null;
    }

    // To ask the host about every bill at every look would be many questions: each bill has a look of its own.
    private bool IsItsTurn(ListedBill bill, DateTimeOffset now)
    {
        var looks = Math.Max(1, (long)(options.LateAfter / Cycle));
        return (bill.IsApplying && now - bill.Since < options.LateAfter) || bill.BillId.Sum(character => (long)character) % looks == now.Ticks / Cycle.Ticks % looks;
    }

    private async Task SupersedeAsync(ListedBill bill, string reason, DurableClient client, CancellationToken cancellationToken)
    {
        var rows = new BillGenerations(store, bill.Site, bill.BillId, reason, time);
        var wanting = BillRow.InstanceOf(bill.Site, bill.BillId, bill.Instance);
        var round = new BillRound(bill.Site.Value, bill.BillId, time.GetUtcNow());
        var next = await new InstanceGenerations(rows)
            .SupersedeAsync(client, BillOrchestration.Function, wanting, round, cancellationToken).ConfigureAwait(false);
        if (next is { } instance)
        {
            metrics.Superseded(reason);
            BillLog.Superseded(logger, bill.Site.Value, bill.BillId, instance.ToString(), reason);
        }
    }
}
