using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Operations;
using HzFunctions.Functions.Sites;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.OpsBills;

/// <summary>
/// Shows operators the bills of a car park, by state or for review; writes one off, or takes it from the review list: <c>/ops/bills…</c>.
/// </summary>
internal sealed class OpsBillsFunction(BillStore store, BillBells bells, OperationsEndpoint endpoint, TimeProvider time)
{
    private const int PageSize = 200;

    // Bills are kept by their number: what is looked for may be far between.
    private const int MostLookedAt = 5000;

    // Each round is lost only to another writer that succeeded.
    private const int MaximumRounds = 20;

    /// <summary>Serves <c>/ops/bills/{*path}</c>.</summary>
    public Task RunAsync(HttpContext context, string path) =>
        endpoint.RunAsync(context, "OpsBills", _ => (context.Request.Method, path) switch
        {
            ("GET", "") => ListAsync(context),
            ("POST", "write-off") => WriteOffAsync(context),
            ("POST", "reviewed") => ReviewedAsync(context),
            _ => Task.FromResult(OperationsAnswer.NotFound("operation")),
        });

    private async Task<OperationsAnswer> ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var site = SiteOf(query["site"]);
        var state = query["state"] is [{ Length: > 0 } text]
            ? BillStates.Parse(text) ?? throw new BadOperationException("state: is none that a bill can have")
            : (BillState?)null;
        var isReview = query["review"] == "true";
        var after = query["after"] is [{ Length: > 0 } last]
            ? RowKeyText.IsEscaped(last) ? BillRows.BillPrefix + last : throw new BadOperationException("after: is none that was given here")
            : null;
        var (bills, next) = await FindAsync(
            site, bill => (state is null || bill.State == state) && (!isReview || bill.Reviews.Count > 0), after, context.RequestAborted).ConfigureAwait(false);
        return OperationsAnswer.Ok(
            new BillList([.. bills.Select(ListedBillBody.Of)], next?[BillRows.BillPrefix.Length..]), OperationsJson.Default.BillList);
    }

    // A page may be short, or empty, and yet not the last.
    private async Task<(IReadOnlyList<BillRow> Bills, string? Next)> FindAsync(
        SiteId site, Predicate<BillRow> fits, string? after, CancellationToken cancellationToken)
    {
        var found = new List<BillRow>();
        var next = after;
        for (var lookedAt = 0; lookedAt < MostLookedAt && found.Count < PageSize; lookedAt += PageSize)
        {
            (var page, next) = await store.AllAsync(site, next, PageSize - found.Count, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Where(bill => fits(bill)));
            if (next is null)
            {
                break;
            }
        }

        return (found, next);
    }

    private async Task<OperationsAnswer> WriteOffAsync(HttpContext context)
    {
        var order = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.WriteOffBill).ConfigureAwait(false);
        return await ChangeAsync(
            order,
            bill => bill.State is BillState.Applying or BillState.Accepted or BillState.Expired
                ? new BillChange().End(BillState.WrittenOff, time.GetUtcNow()).Say(time.GetUtcNow(), BillEvents.WrittenOff, $"{order.Actor}: {order.Reason}")
                : null,
            context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<OperationsAnswer> ReviewedAsync(HttpContext context)
    {
        var order = await OperationsEndpoint.ReadAsync(context.Request, OperationsJson.Default.ReviewedBill).ConfigureAwait(false);
        return await ChangeAsync(
            order,
            bill => bill.Reviews.Count > 0
                ? new BillChange().Set(BillRow.Columns.Reviews, string.Empty).Say(time.GetUtcNow(), BillEvents.Reviewed, $"{order.Actor}: {order.Reason}")
                : null,
            context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<OperationsAnswer> ChangeAsync(BillOrder order, Func<BillRow, BillChange?> change, CancellationToken cancellationToken)
    {
        var site = SiteOf(order.Site);
        OperationsEndpoint.Require(order.BillId, "billID");
        OperationsEndpoint.Require(order.Reason, "reason");
        OperationsEndpoint.Require(order.Actor, "actor");
        for (var round = 0; round < MaximumRounds; round++)
        {
            var (bill, _) = await store.FindAsync(site, order.BillId, cancellationToken).ConfigureAwait(false);
            if (bill is null)
            {
                return OperationsAnswer.NotFound("bill");
            }

            if (change(bill) is not { } changed)
            {
                return OperationsAnswer.Problem(StatusCodes.Status409Conflict, $"the bill is {BillStates.Text(bill.State)}: there is nothing to be done");
            }

            if (await store.UpdateAsync(bill, changed, cancellationToken).ConfigureAwait(false) is not null)
            {
                await bells.TryRingAsync(site, order.BillId).ConfigureAwait(false);
                return OperationsAnswer.Ok(new Done(true), OperationsJson.Default.Done);
            }
        }

        throw new IOException("A bill changed under every attempt of an operator to change it.");
    }

    private static SiteId SiteOf(string? text) => SiteId.Parse(text) ?? throw new BadOperationException("site: is no car park");
}
