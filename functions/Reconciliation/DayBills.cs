using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>What comparing the bills of a day came to.</summary>
/// <param name="Outcome">One of <see cref="ReconciliationOutcome"/>.</param>
internal sealed record BillComparison(string Outcome)
{
    /// <summary>An answer that could not be used.</summary>
    public CityBrainAnswer? Unusable { get; init; }

    /// <summary>Both sides' sums.</summary>
    public BillSums? Sums { get; init; }

    /// <summary>What differs.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Whether an open bill's orchestration was told to ask: then another look may find nothing any more.</summary>
    public bool HasActed { get; init; }
}

/// <summary>
/// Compares the leave-first-pay-later bills of a day with the city brain's (checkDailyBill, R61, R62). A bill that is paid there and open here, or missing there, has
/// its orchestration asked to ask: that settles it, or puts it on the review list, as always. Nothing is applied for again.
/// </summary>
internal sealed class DayBills(
    BillStore store, BillAutomation automation, BillBells bells, SiteDirectory sites, ReconciliationCalls calls, ReconciliationOptions options)
{
    private const int PageSize = 100;

    public async Task<BillComparison> CompareAsync(ReconciliationRow day, CancellationToken cancellationToken)
    {
        var site = await sites.FindSiteAsync(day.Site, cancellationToken).ConfigureAwait(false);
        if (site is null || !await automation.IsDrivenAsync(site, cancellationToken).ConfigureAwait(false))
        {
            return new BillComparison(ReconciliationOutcome.NotOurs);
        }

        var ours = await ReadAsync(day, cancellationToken).ConfigureAwait(false);
        var answer = await calls.BillsAsync(day.Site, BusinessDays.Parse(day.Day), cancellationToken).ConfigureAwait(false);
        var there = answer switch
        {
            { Outcome: AnswerOutcome.NoData } => new DailyBillAnswer { DailyCount = 0, DailyShouldPay = 0, DailyActualPay = 0, Bills = [] },
            { Outcome: AnswerOutcome.Accepted, Body: { } body } => DailyBillAnswer.Read(body),
            _ => null,
        };
        return there?.Bills is { } bills
            ? await CompareAsync(day, ours, there, bills, cancellationToken).ConfigureAwait(false)
            : new BillComparison(ReconciliationOutcome.Unanswered) { Unusable = answer };
    }

    private async Task<BillComparison> CompareAsync(
        ReconciliationRow day, List<BillRow> ours, DailyBillAnswer there, IReadOnlyList<PayResultAnswer> list, CancellationToken cancellationToken)
    {
        var open = list.Where(bill => bill.BillId is not null).DistinctBy(bill => bill.BillId).ToDictionary(bill => bill.BillId!, StringComparer.Ordinal);
        var findings = new List<Finding>();
        var hasActed = false;
        foreach (var bill in ours)
        {
            open.Remove(bill.BillId, out var other);
            if (Differs(bill, other) is not ({ } kind, var detail))
            {
                continue;
            }

            findings.Add(new Finding(Finding.BillsPart, kind, bill.BillId, bill.Told?.Uid, day.BillRound, detail));
            if (bill.IsDriven && kind is FindingKind.UnpaidHere or FindingKind.Missing)
            {
                hasActed = true;
                await bells.TryRingAsync(day.Site, bill.BillId).ConfigureAwait(false);
            }
        }

        foreach (var billId in open.Keys)
        {
            findings.Add(await OtherAsync(day, billId, cancellationToken).ConfigureAwait(false));
        }

        var sums = new BillSums(
            ours.Count,
            ours.Sum(bill => bill.ShouldPay),
            ours.Sum(bill => bill.Payment?.ActualPay ?? 0),
            there.DailyCount,
            there.DailyShouldPay,
            there.DailyActualPay);
        var balances = findings.Count == 0 && (sums.Count, sums.ShouldPay, sums.ActualPay) == (sums.CityCount, sums.CityShouldPay, sums.CityActualPay);
        return new BillComparison(balances ? ReconciliationOutcome.Balanced : ReconciliationOutcome.Unbalanced) { Sums = sums, Findings = findings, HasActed = hasActed };
    }

    // What differs, and in which amounts.
    private static (string Kind, string? Detail)? Differs(BillRow bill, PayResultAnswer? there)
    {
        if (there is null)
        {
            return (FindingKind.Missing, BillStates.Text(bill.State));
        }

        var isPaid = bill.Payment is not null;
        return (isPaid, there.IsPaid) switch
        {
            (false, true) => (FindingKind.UnpaidHere, BillStates.Text(bill.State)),
            (true, false) => (FindingKind.UnpaidThere, BillStates.Text(bill.State)),
            _ when there.ShouldPay != bill.ShouldPay || (isPaid && there.ActualPay != bill.Payment!.ActualPay) =>
                (FindingKind.Amounts, FormattableString.Invariant($"{bill.ShouldPay}/{bill.Payment?.ActualPay} here, {there.ShouldPay}/{there.ActualPay} there, fen")),
            _ => null,
        };
    }

    private async Task<Finding> OtherAsync(ReconciliationRow day, string billId, CancellationToken cancellationToken)
    {
        var (bill, _) = await store.FindAsync(day.Site, billId, cancellationToken).ConfigureAwait(false);
        var kind = bill switch
        {
            { Kind: BillKind.Exit, State: BillState.Refused } => FindingKind.RefusedHere,
            { Kind: BillKind.Exit } => FindingKind.OtherDay,
            _ => FindingKind.UnknownHere,
        };
        return new Finding(Finding.BillsPart, kind, billId, bill?.Told?.Uid, day.BillRound, bill is null ? null : BillStates.Text(bill.State));
    }

    // Those that the city brain has accepted. Of one that is still applied for nobody knows yet.
    private async Task<List<BillRow>> ReadAsync(ReconciliationRow day, CancellationToken cancellationToken)
    {
        var found = new List<BillRow>();
        string? after = null;
        do
        {
            (var page, after) = await store.OfDayAsync(day.Site, day.Day, after, PageSize, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Where(bill => bill is { Kind: BillKind.Exit, State: not (BillState.Applying or BillState.Refused) } && DayOf(bill) == day.Day));
        }
        while (after is not null);
        return found;
    }

    private string? DayOf(BillRow bill) => options.DailyBillClock switch
    {
        ReconciliationOptions.ApplyClock => bill.AppliedDay,
        ReconciliationOptions.DealClock => bill.DealDay,
        _ => bill.BillDay,
    };
}
