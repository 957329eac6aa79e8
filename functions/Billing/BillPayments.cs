using Azure.Data.Tables;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>
/// What a payment result means for its bill (R55), as part of the transaction that stores the result. Whichever way the news comes, a bill is settled
/// once, by its ETag; payStatus 1 always settles, and payStatus 0 never undoes it.
/// </summary>
internal sealed class BillPayments(
    BillStore store, BillAutomation automation, BillBells bells, BillMetrics metrics, TimeProvider time, ILogger<BillPayments> logger)
{
    /// <summary>The rows that change with a payment result; none for other facts, and where nothing changes.</summary>
    public async Task<BillNews> NewsAsync(Fact fact, CancellationToken cancellationToken)
    {
        if (fact.Topic != DownlinkTopic.PayResult)
        {
            return BillNews.None;
        }

        var billId = fact.Fields.GetProperty("billID").GetString()!;
        var (bill, _) = await store.FindAsync(fact.Site, billId, cancellationToken).ConfigureAwait(false);
        if (bill is null)
        {
            return fact.Settles && await automation.IsDrivenAsync(fact.Site, cancellationToken).ConfigureAwait(false)
                ? Unknown(fact, billId)
                : BillNews.None;
        }

        var change = fact.Settles ? Paid(bill, fact) : Unpaid(bill);
        return change.IsEmpty && change.Events.Count == 0
            ? BillNews.None
            : new BillNews(fact.Site, billId, store.Updating(bill, change), IsSettled: fact.Settles && bill.State != BillState.Settled, fact.Path, Reasons(bill, change))
            {
                IsAwaited = IsAwaited(bill, fact),
            };
    }

    /// <summary>Counts what was stored, and rings where an orchestration waits for it.</summary>
    public async Task NoteAsync(BillNews news)
    {
        if (news.IsSettled)
        {
            metrics.Settled(news.Path);
            if (news.Path == BillCalls.Apply)
            {
                metrics.Application("paid");
            }
        }

        foreach (var reason in news.Reasons)
        {
            metrics.Review(reason);
            BillLog.Review(logger, news.Site.Value, news.BillId, reason);
        }

        if (news.IsAwaited)
        {
            await bells.TryRingAsync(news.Site, news.BillId).ConfigureAwait(false);
        }
    }

    // Not by whoever has asked, nor before an orchestration begins.
    private bool IsAwaited(BillRow bill, Fact fact) =>
        bill.IsDriven && fact.Settles && fact.Path is not (BillCalls.Ask or BillCalls.Apply) && bill.AppliedAt + BillSchedule.HeadStart <= time.GetUtcNow();

    private BillNews Unknown(Fact fact, string billId)
    {
        var (now, payment) = (time.GetUtcNow(), Payment.Read(fact.Fields));
        var first = Settling(new BillChange(), payment, fact, now)
            .Set(BillRow.Columns.Kind, BillKind.Unknown)
            .Set(BillRow.Columns.ShouldPay, payment.ShouldPay ?? 0)
            .Set(BillRow.Columns.AppliedAt, now)
            .Set(BillRow.Columns.Reviews, ReviewReason.UnknownBill);
        return new BillNews(fact.Site, billId, store.Adding(fact.Site, billId, first), IsSettled: true, fact.Path, [ReviewReason.UnknownBill]);
    }

    private BillChange Paid(BillRow bill, Fact fact)
    {
        var (now, payment) = (time.GetUtcNow(), Payment.Read(fact.Fields));
        if (bill.State != BillState.Settled)
        {
            return Settling(new BillChange(), payment, fact, now).Review(bill, PaymentJudge.Odds(bill, payment));
        }

        return bill.Payment is { } known && PaymentJudge.AreOne(known, payment)
            ? new BillChange()
            : new BillChange().Review(bill, ReviewReason.Contradiction).Say(now, BillEvents.Paid, $"{fact.Path}: {payment}");
    }

    private BillChange Unpaid(BillRow bill) => bill.State == BillState.Settled
        ? new BillChange().Review(bill, ReviewReason.UnpaidAfterPaid).Say(time.GetUtcNow(), BillEvents.UnpaidSaid)
        : new BillChange();

    private static BillChange Settling(BillChange change, Payment payment, Fact fact, DateTimeOffset now) => change
        .End(BillState.Settled, now)
        .Set(BillRow.Columns.SettledBy, fact.Path)
        .Set(BillRow.Columns.Payment, payment.ToJson())
        .Say(now, BillEvents.Settled, $"{fact.Path}: {payment}");

    private static IReadOnlyList<string> Reasons(BillRow bill, BillChange change) =>
        [.. bill.With(change.Columns, bill.ETag).Reviews.Except(bill.Reviews)];
}

/// <summary>What a payment result changes.</summary>
/// <param name="Site">The car park.</param>
/// <param name="BillId">The bill.</param>
/// <param name="Changes">The rows.</param>
/// <param name="IsSettled">True when this settles the bill.</param>
/// <param name="Path">How the news came.</param>
/// <param name="Reasons">Why it comes on the review list, where it does.</param>
internal sealed record BillNews(
    SiteId Site, string BillId, IReadOnlyList<TableTransactionAction> Changes, bool IsSettled, string Path, IReadOnlyList<string> Reasons)
{
    /// <summary>True when an orchestration waits for this.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>No bill changes.</summary>
    public static readonly BillNews None = new(default, string.Empty, [], IsSettled: false, string.Empty, []);
}
