using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.CitySimulator.Bills;

namespace HzFunctions.Local.Accounts.Audit;

/// <summary>Every bill is as the city brain knows it, to the fen, and its car park knows what it has to know.</summary>
internal static class BillAudit
{
    public static IEnumerable<Imbalance> Find(AuditInput input) => input.Bills
        .SelectMany(bill => FaultsOf(bill).Concat(input.BillTerms is { } terms ? BillReportAudit.FaultsOf(bill, terms) : []));

    /// <summary>What is wrong with a bill, its reports apart.</summary>
    public static IEnumerable<Imbalance> FaultsOf(AccountedBill bill)
    {
        if (Disagreement(bill) is { } disagreement)
        {
            yield return Of(ImbalanceKind.Bill, bill, disagreement);
        }
        else if (bill is { Reading.State: BillState.Settled, City: { State: CityBillState.Paid } city })
        {
            foreach (var fault in FaultsOfSettled(bill, city))
            {
                yield return fault;
            }
        }
        else if (bill is { IsCollected: true, City.State: CityBillState.Unpaid })
        {
            yield return Of(ImbalanceKind.BillUntold, bill, "was collected in cash, and its car park was not reminded to have it written off");
        }
    }

    public static Imbalance Of(ImbalanceKind kind, AccountedBill bill, string detail) =>
        new(kind, bill.Site, "applyPayment", bill.BillId, Receipt: null, detail);

    private static string? Disagreement(AccountedBill bill) => (bill.City?.State, bill.Reading.State) switch
    {
        (null, null) when !bill.WasAnswered => null,
        (null, BillState.Applying) => "is still being applied for",

        // The city brain has no application that it took, but the record of the cash, and says that it is paid when it is asked.
        (null or CityBillState.Refused, BillState.Settled) when bill.IsCollected => null,
        (CityBillState.Paid, BillState.Settled) => bill.Reading.Settlings == 1 ? null : $"was settled {bill.Reading.Settlings} times",
        (CityBillState.Unpaid, BillState.Accepted)
            or (CityBillState.Refused, BillState.Refused)
            or (CityBillState.Cancelled, BillState.Cancelled) => null,

        // Nobody applies for it: the city brain has heard of it, or will.
        (CityBillState.Unpaid, BillState.Applying) when bill.IsInAdvance => null,
        var (city, _) => $"is {city?.ToString() ?? "unknown"} to the city brain, and the gateway shows {bill.Reading.Found}",
    };

    private static IEnumerable<Imbalance> FaultsOfSettled(AccountedBill bill, BillView city)
    {
        if ((bill.Reading.ActualPay, bill.Reading.DiscountAmount) != (city.ActualPay, city.DiscountAmount))
        {
            yield return Of(
                ImbalanceKind.BillAmount,
                bill,
                $"was paid with {city.ActualPay} and {city.DiscountAmount} fen off, and is settled with {bill.Reading.ActualPay} and {bill.Reading.DiscountAmount}");
        }

        foreach (var told in bill.ToldPaid.Where(told => told != city.ActualPay).Distinct())
        {
            yield return Of(ImbalanceKind.BillAmount, bill, $"was paid with {city.ActualPay} fen, and its car park was told {told}");
        }

        if (!bill.ToldPaid.Any())
        {
            yield return Of(ImbalanceKind.BillUntold, bill, "was paid, and its car park was not told");
        }

        // What was collected twice is for people to look into as well.
        if (IsOdd(city) != bill.Reading.Review.Count > 0 && !bill.IsCollected)
        {
            yield return Of(ImbalanceKind.BillReview, bill, IsOdd(city) ? "is not on the review list" : "is on the review list without need");
        }
    }

    private static bool IsOdd(BillView city) => city.ActualPay != city.ShouldPay && city.ActualPay + city.DiscountAmount != city.ShouldPay;
}
